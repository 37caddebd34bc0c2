/** Texts of the endpoints' page and of what other pages say about endpoints. */
export const endpoints = {
  title: 'Endpoints',
  description: 'Models that answer requests, on GPUs of your projects.',
  source: 'The list of endpoints',
  deploy: 'Deploy a model',
  newText: 'What do you want to deploy?',
  newSource: 'The kinds of endpoints',
  newNone: 'No model can be deployed here',
  newNoneText: 'No template of type inference is registered.',
  cards: 'Running endpoints',
  empty: 'No endpoint is running',
  emptyText:
    'An endpoint serves one model of the catalogue to programs in its cluster. It holds its GPUs until you stop it.',
  model: 'Model',
  unknownModel: 'not known',
  address: 'Address',
  nameInApi: 'Name in the API',
  noAddress: 'no Service of it is known',
  stopEffect:
    'Its pod ends and its GPUs are free again. It stops answering, and does not come back.',
  ended: 'Endpoints that have ended',
  reach:
    'Addresses work inside the cluster of the endpoint, and ask for no password.',
  use: 'Use this endpoint',
  useText: 'From a program in the same cluster, such as a workspace:',
  notYet: 'It answers once the run is running.',
  example: 'A request to try',
} as const;
