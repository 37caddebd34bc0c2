import { PassThrough } from 'node:stream';
import { readCliCommand, serveCliCommands } from './cliCommands';

describe('readCliCommand', () => {
  it.each([
    ['{"kill":"etcd"}', { do: 'kill', component: 'etcd' }],
    ['{"start":"kueue"}', { do: 'start', component: 'kueue' }],
    [
      '{"log":{"namespace":"team","pod":"p","container":"c","lines":["a","b"]}}',
      {
        do: 'log',
        ref: { namespace: 'team', pod: 'p', container: 'c' },
        lines: ['a', 'b'],
      },
    ],
  ])('reads %s', (line, command) => {
    expect(readCliCommand(line)).toEqual(command);
  });

  it.each([
    ['kill etcd', /'kill etcd' is not JSON; write a command such as/],
    ['null', /a command is an object/],
    ['[]', /a command is an object/],
    ['{}', /a command is an object/],
    ['{"stop":"etcd"}', /'stop' is no command; choose from kill, start, log/],
    ['{"kill":"etcd","start":"etcd"}', /'start' is one too many/],
    ['{"kill":7}', /kill: give a text/],
    ['{"log":{"namespace":"team"}}', /log\.lines: give a list/],
    ['{"log":{"namespace":"team","lines":[]}}', /log\.pod: give a text/],
  ])('refuses %s', (line, message) => {
    expect(() => readCliCommand(line)).toThrow(message);
  });
});

describe('serveCliCommands', () => {
  it('carries out one command after the other and answers each', async () => {
    const done: string[] = [];
    const note = (text: string) => async () => {
      await new Promise(resolve => setImmediate(resolve));
      done.push(text);
    };
    const input = new PassThrough();
    const answers: object[] = [];
    const served = serveCliCommands({
      input,
      components: [
        {
          name: 'etcd',
          start: note('start'),
          ready: note('ready'),
          stop: note('stop'),
        },
      ],
      writeLog: ({ pod }, lines) => done.push(`${pod}: ${lines}`),
      answer: line => answers.push(line),
    });
    input.end(
      [
        '{"kill":"etcd"}',
        '{"start":"etcd"}',
        '{"kill":"mimir"}',
        '{"log":{"namespace":"n","pod":"p","container":"c","lines":["x"]}}',
      ].join('\n'),
    );
    await served;
    expect(done).toEqual(['stop', 'start', 'ready', 'p: x']);
    expect(answers).toEqual([
      { killed: 'etcd' },
      { started: 'etcd' },
      { error: "there is no component 'mimir'; choose from etcd" },
      { logged: 'p' },
    ]);
  });
});
