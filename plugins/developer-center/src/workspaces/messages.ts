/** Texts of the workspaces' page and of what other pages say about workspaces. */
export const workspaces = {
  title: 'Workspaces',
  description:
    'JupyterLab and VS Code on GPUs of your projects, in the browser.',
  source: 'The list of workspaces',
  new: 'New workspace',
  newText: 'What do you want to work in?',
  newSource: 'The kinds of workspaces',
  newNone: 'No workspace can be launched here',
  newNoneText: 'No template of type workspace is registered.',
  close: 'Close',
  cards: 'Running workspaces',
  empty: 'No workspace is running',
  emptyText:
    'A workspace is a notebook or an editor with GPUs, at an address of its own that only you and admins of the project can open. It holds its GPUs until you stop it.',
  program: 'Program',
  open: 'Open',
  openNamed: 'Open {{name}}',
  opened: 'The browser did not let a new tab open.',
  openNow: 'Open it here',
  openFailed: 'It could not be opened',
  newTab: 'opens in a new tab',
  notReady: 'Not to be opened yet: {{problem}}.',
  starting: 'its program does not answer yet',
  othersOnly: 'Only its owner and admins of the project can open it.',
  lost: 'When it is stopped or suspended, its files and sessions are lost. Copy what is to stay into a bucket or a repository.',
  allLost:
    'When a workspace is stopped or suspended, its files and sessions are lost. Copy what is to stay into a bucket or a repository.',
  stopEffect:
    'Its pod ends and its GPUs are free again. Files, kernels and terminals are lost, and it does not come back.',
  ended: 'Workspaces that have ended',
} as const;
