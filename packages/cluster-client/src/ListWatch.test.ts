import {
  createClusterClient,
  type ClusterClientOptions,
} from './createClusterClient';
import { loadKubeConfig } from './loadKubeConfig';
import {
  FaultServer,
  failure,
  json,
  pod,
  podList,
  watchOf,
} from './testing/FaultServer';
import type { ListWatchHandle, ResourceType } from './types';

const PODS: ResourceType = {
  group: '',
  version: 'v1',
  kind: 'Pod',
  plural: 'pods',
  namespaced: true,
  subresources: [],
};

describe('listWatch', () => {
  let server: FaultServer;
  let handle: ListWatchHandle | undefined;

  beforeEach(async () => {
    server = await FaultServer.start();
  });

  afterEach(async () => {
    await handle?.stop();
    handle = undefined;
    await server.stop();
  });

  /** Starts a list+watch that writes down what it is told, and waits no real time between attempts. */
  function start(
    options: Partial<ClusterClientOptions> = {},
    onUpserted: (name: string) => void = () => {},
  ) {
    const log: string[] = [];
    const delays: number[] = [];
    const errors: Error[] = [];
    let clock = 0;
    const client = createClusterClient({
      kubeConfig: loadKubeConfig({
        url: server.url,
        skipTlsVerify: true,
        token: 'secret',
      }),
      random: () => 0.5,
      // Every look at the clock is ten seconds later: no watch counts as too short.
      now: () => (clock += 10_000),
      delay: async ms => {
        delays.push(ms);
      },
      ...options,
    });
    handle = client.listWatch(
      PODS,
      {
        onSynced: objects => {
          log.push(
            `synced ${objects.map(object => object.metadata.name).join(',')}`,
          );
        },
        onUpserted: object => {
          onUpserted(object.metadata.name);
          log.push(`upserted ${object.metadata.name}`);
        },
        onDeleted: object => {
          log.push(`deleted ${object.metadata.name}`);
        },
        onInterrupted: error => {
          errors.push(error);
          log.push('interrupted');
        },
        onResumed: () => {
          log.push('resumed');
        },
      },
      { namespace: 'lab', labelSelector: 'a=b' },
    );
    return { log, delays, errors };
  }

  it('lists all pages and watches from the version of the list', async () => {
    server.script(
      json(podList(7, ['a', 'b'], 'more')),
      json(podList(7, ['c'])),
      watchOf(
        [
          { type: 'ADDED', object: pod('d', 8) },
          { type: 'DELETED', object: pod('a', 9) },
        ],
        'end',
      ),
    );
    const { log } = start();
    await server.received(4);
    expect(log).toEqual(['synced a,b,c', 'resumed', 'upserted d', 'deleted a']);
    const [first, second, watch, resumed] = server.requests;
    expect(first.path).toBe('/api/v1/namespaces/lab/pods');
    expect(first.query).toEqual({ labelSelector: 'a=b', limit: '500' });
    expect(first.headers.authorization).toBe('Bearer secret');
    expect(second.query.continue).toBe('more');
    expect(watch.query).toEqual({
      labelSelector: 'a=b',
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion: '7',
      timeoutSeconds: '290',
    });
    expect(resumed.query.resourceVersion).toBe('9');
  });

  it.each([
    [0, '93'],
    [0.999, '107'],
  ])(
    'asks for watches of about the wanted length (random %d)',
    async (random, timeoutSeconds) => {
      server.script(json(podList(7, ['a'])));
      start({ watchSeconds: 100, random: () => random });
      await server.received(2);
      expect(server.requests[1].query).toMatchObject({ timeoutSeconds });
    },
  );

  it('refuses a length of watches that would look like a failure', () => {
    expect(() => start({ watchSeconds: 1 })).toThrow(
      'watchSeconds: 1 is too short; 2 is the least',
    );
  });

  it('resumes from a bookmark after a clean end, without an interruption', async () => {
    const bookmark = {
      type: 'BOOKMARK',
      object: { metadata: { resourceVersion: '42' } },
    };
    server.script(json(podList(7, [])), watchOf([bookmark], 'end'));
    const { log, delays } = start();
    await server.received(3);
    expect(server.requests[2].query.resourceVersion).toBe('42');
    expect(log).toEqual(['synced ', 'resumed']);
    expect(delays).toEqual([]);
  });

  it('resumes after a cut within a line and hands out each event once', async () => {
    const whole = JSON.stringify({ type: 'ADDED', object: pod('late', 9) });
    server.script(
      json(podList(7, [])),
      watchOf(
        [{ type: 'ADDED', object: pod('early', 8) }, whole.slice(0, 30)],
        'cut',
      ),
      watchOf([`${whole}\n`], 'open'),
    );
    const { log, errors, delays } = start();
    await server.received(3);
    await until(() => log.includes('upserted late'));
    expect(server.requests[2].query.resourceVersion).toBe('8');
    expect(log).toEqual([
      'synced ',
      'resumed',
      'upserted early',
      'interrupted',
      'resumed',
      'upserted late',
    ]);
    expect(errors[0]).toMatchObject({
      name: 'ClusterError',
      code: 0,
      reason: 'Unreachable',
    });
    expect(delays).toEqual([500]);
  });

  it('reports a stream that ends cleanly within a line', async () => {
    server.script(json(podList(7, [])), watchOf(['{"type":"ADD'], 'end'));
    const { errors } = start();
    await server.received(3);
    expect(errors[0].message).toContain('cut within a line');
  });

  it.each([
    [
      'an ERROR event',
      watchOf(
        [
          {
            type: 'ERROR',
            object: {
              kind: 'Status',
              code: 410,
              reason: 'Expired',
              message: 'too old',
            },
          },
        ],
        'end',
      ),
    ],
    ['HTTP 410', failure(410, 'Expired')],
  ])('lists again at once after %s', async (_, answer) => {
    server.script(json(podList(7, ['a'])), answer, json(podList(50, ['b'])));
    const { log, delays } = start();
    await server.received(4);
    expect(log).toEqual(['synced a', 'resumed', 'synced b']);
    expect(delays).toEqual([]);
    expect(server.requests[3].query.resourceVersion).toBe('50');
  });

  it('backs off when the position is lost again and again', async () => {
    const gone = failure(410, 'Expired');
    server.script(
      json(podList(7, [])),
      gone,
      json(podList(8, [])),
      gone,
      json(podList(9, [])),
      gone,
    );
    const { delays } = start();
    await server.received(7);
    expect(delays).toEqual([500, 1000]);
  });

  it('honours Retry-After, and doubles its own back-off up to 30 s', async () => {
    const error = failure(500, 'InternalError');
    server.script(
      failure(429, 'TooManyRequests', { 'retry-after': '7' }),
      ...Array.from({ length: 6 }, () => error),
      json(podList(7, [])),
    );
    const { log, delays } = start();
    await server.received(9);
    expect(delays).toEqual([7000, 1000, 2000, 4000, 8000, 15_000, 15_000]);
    expect(log.slice(-2)).toEqual(['synced ', 'resumed']);
  });

  it('keeps its position over server errors', async () => {
    server.script(json(podList(7, [])), failure(503, 'ServiceUnavailable'));
    start();
    await server.received(3);
    expect(server.requests[2].query).toMatchObject({
      watch: 'true',
      resourceVersion: '7',
    });
  });

  it('restarts a list whose continue token expired', async () => {
    server.script(
      json(podList(7, ['a'], 'old')),
      failure(410, 'Expired'),
      json(podList(9, ['a'], 'new')),
      json(podList(9, ['b'])),
    );
    const { log, delays } = start();
    await server.received(5);
    expect(log[0]).toBe('synced a,b');
    expect(delays).toEqual([]);
    expect(server.requests[2].query.continue).toBeUndefined();
  });

  it('takes silence for a dead connection and resumes', async () => {
    server.script(
      json(podList(7, [])),
      watchOf([{ type: 'ADDED', object: pod('a', 8) }], 'open'),
      watchOf([], 'open'),
    );
    const { log, delays } = start({ stallTimeoutMs: 60 });
    await server.received(3);
    expect(server.requests[2].query.resourceVersion).toBe('8');
    expect(delays).toEqual([]);
    expect(log).toEqual(['synced ', 'resumed', 'upserted a']);
  });

  it('treats a second silence in a row as an interruption', async () => {
    server.script(
      json(podList(7, [])),
      watchOf([], 'open'),
      watchOf([], 'open'),
    );
    const { errors } = start({ stallTimeoutMs: 60 });
    await server.received(4);
    expect(errors[0]).toMatchObject({ code: 0, reason: 'Stalled' });
  });

  it('does not turn a server that ends watches at once into a busy loop', async () => {
    server.script(json(podList(7, [])), watchOf([], 'end'), watchOf([], 'end'));
    const { delays } = start({ now: () => 0 });
    await server.received(4);
    expect(delays).toEqual([500, 1000]);
  });

  it('hands everything out again after a handler failed', async () => {
    server.script(
      json(podList(7, [])),
      watchOf([{ type: 'ADDED', object: pod('a', 8) }], 'open'),
      json(podList(9, ['a'])),
    );
    const { log, errors } = start({}, () => {
      throw new Error('handler is broken');
    });
    await server.received(4);
    expect(errors.map(error => error.message)).toEqual(['handler is broken']);
    expect(log).toEqual([
      'synced ',
      'resumed',
      'interrupted',
      'synced a',
      'resumed',
    ]);
  });

  it('lists again when the kind disappears', async () => {
    server.script(
      json(podList(7, ['a'])),
      failure(404, 'NotFound'),
      failure(404, 'NotFound'),
      json(podList(9, [])),
    );
    const { log } = start();
    await server.received(5);
    expect(log).toEqual([
      'synced a',
      'resumed',
      'interrupted',
      'interrupted',
      'synced ',
      'resumed',
    ]);
  });

  it('leaves nothing behind when stopped within a watch', async () => {
    server.script(
      json(podList(7, [])),
      watchOf([{ type: 'ADDED', object: pod('a', 8) }], 'open'),
    );
    const { log } = start();
    await until(() => log.includes('upserted a'));
    await handle!.stop();
    await until(async () => (await server.connections()) <= 1);
    expect(log).toEqual(['synced ', 'resumed', 'upserted a']);
    expect(server.requests).toHaveLength(2);
  });
});

/** Waits for something that an event will bring about, turn by turn of the event loop. */
async function until(
  condition: () => boolean | Promise<boolean>,
): Promise<void> {
  while (!(await condition())) {
    await new Promise(resolve => setImmediate(resolve));
  }
}
