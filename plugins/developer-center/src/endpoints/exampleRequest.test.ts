import { exampleRequest, taskOf } from './exampleRequest';

const address = 'http://bot-1a2b3c.research-llm.svc:8080/v1';

function bodyOf(request: string): unknown {
  // What a shell makes of it: quotes that were closed around an escaped one.
  const word = /-d '(.*)'$/s.exec(request)![1];
  return JSON.parse(word.replaceAll(`'\\''`, "'"));
}

describe('exampleRequest', () => {
  it.each([
    [
      'chat',
      '/chat/completions',
      { model: 'bot', messages: [{ role: 'user', content: 'Hello' }] },
    ],
    ['embeddings', '/embeddings', { model: 'bot', input: 'Hello' }],
  ] as const)('for %s asks %s', (task, path, body) => {
    const request = exampleRequest({ address, model: 'bot' }, task);
    expect(request.split(' ')[1]).toBe(`${address}${path}`);
    expect(bodyOf(request)).toEqual(body);
  });

  it('stays one word of a shell, whatever the model is called', () => {
    const model = `o'bot"; rm -rf / #`;
    const request = exampleRequest({ address, model }, 'chat');
    expect(request).toContain(`o'\\''bot`);
    expect(bodyOf(request)).toMatchObject({ model });
  });

  it('says where the name of the model goes, when it is not known', () => {
    expect(bodyOf(exampleRequest({ address }, 'chat'))).toMatchObject({
      model: 'MODEL',
    });
  });
});

it.each([
  ['feature-extraction', 'embeddings'],
  ['text-generation', 'chat'],
  [undefined, 'chat'],
])('a model of task %s is asked as %s', (task, expected) => {
  expect(taskOf(task)).toBe(expected);
});
