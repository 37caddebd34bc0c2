import { paths } from './paths';

describe('paths', () => {
  it.each([
    [paths.runs(), '/runs'],
    [
      paths.runs({ project: 'team-nlp', state: ['running', 'waiting'] }),
      '/runs?project=team-nlp&state=running&state=waiting',
    ],
    [paths.run('a/b'), '/runs/a%2Fb'],
    [paths.project('team-nlp'), '/resources/projects/team-nlp'],
    [paths.quotas({ pool: 'mi300x-8' }), '/resources/quotas?pool=mi300x-8'],
    [paths.cluster('sandbox'), '/resources/clusters/sandbox'],
    [paths.launch('template:default/fine-tune'), '/launch/default/fine-tune'],
    [
      paths.launch('template:ai/fine-tune', { model: 'aimodel:default/llama' }),
      '/launch/ai/fine-tune?formData=%7B%22model%22%3A%22aimodel%3Adefault%2Fllama%22%7D',
    ],
    [
      paths.model('AiModel:default/Llama-3.1-8B'),
      '/catalog/default/aimodel/llama-3.1-8b',
    ],
    [paths.model('default/llama'), '/catalog/default/aimodel/llama'],
    [paths.entity('user:default/jane'), '/catalog/default/user/jane'],
  ])('%s', (path, expected) => {
    expect(path).toBe(expected);
  });
});
