import { firstLines } from '../components/logs/firstLines';

const SIMULATED = 'This pod is simulated: no program runs in it.';
const ofKind = (kind: string) => ({
  ownerReferences: [{ apiVersion: 'v1', kind, name: 'owner', uid: '1' }],
});

describe('firstLines', () => {
  it('are those that the pod was given', () => {
    const annotations = { 'test-cluster.silogen.ai/log': 'step 1\nstep 2\n' };
    expect(firstLines({ name: 'pod', annotations }, 90_000)).toEqual([
      'step 1',
      'step 2',
    ]);
  });

  it.each([
    ['of a Job', ofKind('Job'), 90_000, 'completes by itself, 90s after'],
    [
      'of a Job without a time',
      ofKind('Job'),
      undefined,
      'until it is deleted',
    ],
    ['of a Deployment', ofKind('ReplicaSet'), 90_000, 'until it is deleted'],
    ['of nobody', {}, 90_000, 'until it is deleted'],
    [
      'that says itself for how long',
      { annotations: { 'test-cluster.silogen.ai/run-for': '5s' } },
      undefined,
      'completes by itself, 5s after',
    ],
  ])('say that a pod %s is simulated', (_, metadata, runForMs, end) => {
    expect(firstLines({ name: 'pod', ...metadata }, runForMs)).toEqual([
      SIMULATED,
      expect.stringContaining(end),
    ]);
  });
});
