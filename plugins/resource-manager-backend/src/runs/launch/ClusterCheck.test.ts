import { ClusterError } from '@silogen/cluster-client';
import { checkOnCluster } from './ClusterCheck';
import type { LaunchPlan } from './LaunchPlanner';

/** A plan for a cluster that answers a dry run in this way. */
function planOn(create: () => Promise<unknown>): LaunchPlan {
  return {
    connection: {
      title: 'Hall B',
      reachability: () => ({ reachable: true, since: new Date(0) }),
      served: () => undefined,
      client: { create },
    },
    input: { project: { name: 'p' }, secrets: {}, workload: { env: [] } },
  } as unknown as LaunchPlan;
}

function failure(code: number, reason: string, message: string): ClusterError {
  return new ClusterError({
    code,
    reason,
    message,
    method: 'POST',
    server: 'https://127.0.0.1:1',
    path: '/apis/batch/v1/namespaces/p/jobs',
  });
}

describe('checkOnCluster', () => {
  it.each([
    [
      'cannot be reached',
      failure(0, 'Unreachable', 'connect ECONNREFUSED'),
      'cluster.unreachable',
      'Hall B cannot be reached: connect ECONNREFUSED.',
    ],
    [
      'answers that a webhook is away',
      failure(500, 'InternalError', 'failed calling webhook "mjob.kb.io"'),
      'cluster.unable',
      'Hall B answers, but cannot take it now: failed calling webhook "mjob.kb.io".',
    ],
    [
      'is too busy',
      failure(429, 'TooManyRequests', 'try later'),
      'cluster.unable',
      'Hall B answers, but cannot take it now: try later.',
    ],
    [
      'refuses the object',
      failure(403, 'Forbidden', 'not with these labels'),
      'kaiwo.refused',
      'The cluster refused it: not with these labels.',
    ],
  ])('tells of a cluster that %s', async (_, error, code, problem) => {
    const { problems } = await checkOnCluster(
      planOn(() => Promise.reject(error)),
    );
    expect(problems).toEqual([expect.objectContaining({ code, problem })]);
  });

  it('finds nothing wrong where the cluster takes it', async () => {
    expect(await checkOnCluster(planOn(async () => ({})))).toEqual({
      problems: [],
      warnings: [],
    });
  });
});
