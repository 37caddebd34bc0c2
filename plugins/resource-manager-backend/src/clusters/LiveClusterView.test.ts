import type { KubeObject } from '@silogen/cluster-client';
import { WATCHED_KIND_NAMES } from './kinds';
import { LiveClusterView } from './LiveClusterView';
import type { ViewChange } from './types';

const pod = (name: string, namespace: string, owner?: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name,
    namespace,
    uid: `${namespace}-${name}`,
    ...(owner && {
      ownerReferences: [
        { apiVersion: 'v1', kind: 'Job', name: owner, uid: owner },
      ],
    }),
  },
});

const names = (objects: Iterable<KubeObject>) =>
  Array.from(objects, ({ metadata }) => metadata.name);

describe('LiveClusterView', () => {
  const errors: unknown[] = [];
  const create = () =>
    LiveClusterView.create({
      cluster: 'c1',
      now: () => new Date(5),
      onListenerError: error => errors.push(error),
    });

  it('finds objects by name, namespace, uid and owner, and forgets them everywhere', () => {
    const view = create();
    view.reset('Pod', [pod('a', 'x', 'job-1'), pod('b', 'x'), pod('a', 'y')]);
    expect(names(view.inNamespace('Pod', 'x'))).toEqual(['a', 'b']);
    expect(names(view.ownedBy('Pod', 'job-1'))).toEqual(['a']);
    expect(view.byUid('y-a')?.metadata.namespace).toBe('y');
    view.upsert('Pod', pod('a', 'x', 'job-2'));
    expect(names(view.ownedBy('Pod', 'job-1'))).toEqual([]);
    expect(names(view.ownedBy('Pod', 'job-2'))).toEqual(['a']);
    view.remove('Pod', pod('a', 'x'));
    expect([view.get('Pod', 'a', 'x'), view.byUid('x-a')]).toEqual([
      undefined,
      undefined,
    ]);
    view.reset('Pod', [pod('b', 'x')]);
    expect(names(view.all('Pod'))).toEqual(['b']);
    expect(names(view.inNamespace('Pod', 'y'))).toEqual([]);
  });

  it('tells listeners after the change, and one that fails does not stop the others', () => {
    const view = create();
    const seen: [ViewChange['type'], number][] = [];
    view.onChange(() => {
      throw new Error('broken');
    });
    const off = view.onChange(({ type }) =>
      seen.push([type, names(view.all('Pod')).length]),
    );
    view.reset('Pod', [pod('a', 'x')]);
    view.upsert('Pod', pod('b', 'x'));
    view.remove('Pod', pod('b', 'x'));
    off();
    view.upsert('Pod', pod('c', 'x'));
    expect(seen).toEqual([
      ['synced', 1],
      ['upserted', 2],
      ['deleted', 1],
    ]);
    expect(errors).toHaveLength(4);
  });

  it('is synced when every kind is, served or not', async () => {
    const view = create();
    const synced = view.untilSynced();
    const aborted = view.untilSynced(AbortSignal.abort());
    await expect(aborted).rejects.toThrow();
    for (const kind of WATCHED_KIND_NAMES)
      view.reset(kind, [], { served: false });
    await synced;
    expect(view.observedAt()).toBeUndefined();
    view.touch();
    expect(view.observedAt()).toEqual(new Date(5));
  });
});
