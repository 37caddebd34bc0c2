import {
  parseShortages,
  pendingReason,
  suspensionReason,
  waitReasonOf,
} from './waitReason';

const title = (flavor: string) =>
  ({ mi300x: 'MI300X', l40s: 'L40S' }[flavor] ?? flavor);
const quota =
  "couldn't assign flavors to pod set main: insufficient unused quota for amd.com/gpu in flavor mi300x, 8 more needed";

describe('waitReasonOf', () => {
  it.each([
    [quota, 'waiting-for-quota', 'Waiting for quota: 8 GPUs short in MI300X.'],
    [
      `${quota}. Pending the preemption of 1 workload(s)`,
      'waiting-for-suspension',
      'Waiting for borrowed GPUs to come back: a run of another project is being suspended.',
    ],
    [
      "couldn't assign flavors to pod set main: insufficient unused quota for memory in flavor mi300x, 64Gi more needed",
      'waiting-for-quota',
      'Waiting for quota: 64Gi of memory short in MI300X.',
    ],
    [
      "couldn't assign flavors to pod set main: insufficient quota for amd.com/gpu in flavor mi300x, request > maximum capacity (24 > 16)",
      'exceeds-quota',
      'Can never run as things are: asks for 24 GPUs, MI300X can give this project 16. Lower what it asks for, or ask a resource manager for more quota.',
    ],
    [
      "couldn't assign flavors to pod set main: insufficient quota for amd.com/gpu in flavor mi300x, previously considered podsets requests (0) + current podset request (16) > maximum capacity (8)",
      'exceeds-quota',
      'Can never run as things are: asks for 16 GPUs, MI300X can give this project 8. Lower what it asks for, or ask a resource manager for more quota.',
    ],
    [
      "LocalQueue team-a doesn't exist",
      'queue-unavailable',
      "The project's queue is missing or stopped in its namespace.",
    ],
    [
      'ClusterQueue team-a is inactive',
      'queue-unavailable',
      "The project's queue is missing or switched off on this cluster.",
    ],
    [
      "Workload namespace doesn't match ClusterQueue selector",
      'queue-unavailable',
      'The queue does not accept runs from this namespace.',
    ],
    [
      "couldn't assign flavors to pod set main: flavor l40s doesn't match node affinity",
      'no-matching-pool',
      'No pool of the project matches what the run asks of its nodes.',
    ],
    [
      "couldn't assign flavors to pod set main: resource nvidia.com/gpu unavailable in ClusterQueue",
      'no-matching-pool',
      'The project has no access to a pool with what the run asks for.',
    ],
    [
      'Workload no longer fits after processing another workload',
      'blocked-by-older',
      'Another run was first; it is tried again.',
    ],
    [
      'a sentence of a later release',
      'unknown',
      'a sentence of a later release',
    ],
  ])('%s', (message, code, text) => {
    expect(waitReasonOf(message, title)).toMatchObject({ code, text, message });
  });

  it('keeps what is still possible when one flavor never fits', () => {
    const both = `couldn't assign flavors to pod set main: insufficient quota for amd.com/gpu in flavor l40s, request > maximum capacity (8 > 4), insufficient unused quota for amd.com/gpu in flavor mi300x, 2 more needed`;
    expect(waitReasonOf(both, title)).toMatchObject({
      code: 'waiting-for-quota',
      shortages: [{ pool: 'mi300x', resource: 'amd.com/gpu', needed: '2' }],
    });
  });
});

describe('parseShortages', () => {
  it('reads every flavor', () => {
    const message =
      'insufficient unused quota for amd.com/gpu in flavor mi300x, 3 more needed, insufficient unused quota for cpu in flavor cpu, 500m more needed';
    expect(parseShortages(message)).toEqual([
      { pool: 'mi300x', resource: 'amd.com/gpu', needed: '3' },
      { pool: 'cpu', resource: 'cpu', needed: '500m' },
    ]);
  });
});

describe('suspensionReason', () => {
  const evicted = {
    type: 'Evicted',
    status: 'True',
    reason: 'Preempted',
    message:
      'Preempted to accommodate a workload (UID: u, JobUID: j) due to reclamation within the cohort',
  };
  const preempted = {
    type: 'Preempted',
    status: 'True',
    reason: 'InCohortReclamation',
    message: evicted.message,
  };

  it.each([
    [
      'resumes',
      'It comes back by itself and resumes from its last checkpoint.',
    ],
    ['restarts', 'It comes back by itself and starts from zero.'],
    ['loses-session', 'It comes back by itself, but the session is lost.'],
    [undefined, 'It comes back by itself.'],
  ] as const)('interruption %s', (interruption, after) => {
    expect(
      suspensionReason({ evicted, preempted, active: true, interruption }),
    ).toEqual({
      code: 'suspended',
      text: `Suspended: its project was above its guarantee and the owner took it back. ${after}`,
      message: evicted.message,
      shortages: [],
    });
  });

  it('does not promise that a deactivated run comes back', () => {
    const reason = suspensionReason({
      evicted: { ...evicted, reason: 'Deactivated' },
      active: false,
      interruption: 'resumes',
    });
    expect(reason.text).toContain('does not come back by itself');
  });
});

describe('pendingReason', () => {
  it('says so when Kueue has not looked yet', () => {
    expect(
      pendingReason(
        {
          apiVersion: 'kueue.x-k8s.io/v1beta1',
          kind: 'Workload',
          metadata: { name: 'w' },
        },
        { title },
      ),
    ).toMatchObject({ code: 'scheduling' });
  });
});
