import type { ClusterConnection } from '../clusters/types';
import { RunFollower, type ObservationPass } from './RunFollower';
import type { RunStore } from './store/RunStore';

const UID = 'uid-1';

/** Follows a run whose object the view does not have, on a cluster that answers `find` in this way. */
function followerOf(find: () => Promise<unknown>) {
  const update = jest.fn(async () => undefined);
  const run = {
    id: 'run',
    object: { kind: 'Job', name: 'j', namespace: 'team', uid: UID },
  };
  const follower = RunFollower.create({
    connection: {
      name: 'hall-a',
      view: { byUid: () => undefined },
      served: () => ({ kind: 'Job' }),
      client: { find },
    } as unknown as ClusterConnection,
    store: {
      findByObjectUid: async () => run,
      pods: async () => [],
      update,
    } as unknown as RunStore,
    now: () => new Date(0),
  } as unknown as Parameters<typeof RunFollower.create>[0]);
  return { update, look: () => follower.look(UID, {} as ObservationPass) };
}

describe('RunFollower, of an object that its view does not have', () => {
  it.each([
    ['does not have either', undefined],
    ['has another of that name', { metadata: { uid: 'uid-2' } }],
  ])('sees it gone where the cluster %s', async (_, found) => {
    const { look, update } = followerOf(async () => found);
    await look();
    expect(update).toHaveBeenCalledTimes(1);
  });

  it('waits for the view where the cluster has it', async () => {
    const { look, update } = followerOf(async () => ({
      metadata: { uid: UID },
    }));
    await look();
    expect(update).not.toHaveBeenCalled();
  });

  it('decides nothing where the cluster does not say', async () => {
    const { look, update } = followerOf(() =>
      Promise.reject(new Error('connection refused')),
    );
    await expect(look()).rejects.toThrow('connection refused');
    expect(update).not.toHaveBeenCalled();
  });
});
