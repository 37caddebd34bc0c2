import { observedCases } from './__testUtils__/observedCases';
import { NOW, object, pod, running } from './__testUtils__/observedObjects';
import { observe, OBSERVATION_TABLE } from './observe';

describe('observe', () => {
  it.each(observedCases)(
    '$name',
    ({ shows, state, suspended = false, reason, rest }) => {
      const seen = observe({
        cluster: 'hall-a',
        root: object('Job'),
        workloads: [],
        pods: [],
        poolTitle: name => name,
        now: NOW,
        ...shows,
      });
      expect(seen).toMatchObject({
        state,
        suspended,
        ...(reason && { reason }),
        ...rest,
      });
    },
  );

  it('has a case for every row of the table', () => {
    const rows = new Set(
      observedCases.map(({ shows }) => {
        const all = {
          cluster: 'hall-a',
          root: object('Job'),
          workloads: [],
          pods: [],
          poolTitle: (name: string) => name,
          now: NOW,
          ...shows,
        };
        return OBSERVATION_TABLE.find(row => row.when(all))?.is;
      }),
    );
    expect(
      OBSERVATION_TABLE.map(row => row.is).filter(is => !rows.has(is)),
    ).toEqual([]);
  });

  it('reads progress, outputs and containers of pods, and ignores what is no JSON', () => {
    const annotated = pod(
      'Running',
      { containerStatuses: [{ ...running, restartCount: 1, image: 'i' }] },
      {
        nodeName: 'n1',
        containers: [
          { name: 'workload', resources: { limits: { 'amd.com/gpu': '8' } } },
        ],
      },
    );
    annotated.metadata.annotations = {
      'airm.silogen.ai/progress':
        '{"step":420,"totalSteps":600,"loss":1.2,"etaSeconds":360}',
      'airm.silogen.ai/result':
        '{"metrics":{"eval_loss":1.1,"note":"x"},"artefact":"s3://bucket/m"}',
    };
    const broken = {
      ...pod('Running'),
      metadata: {
        name: 'b',
        uid: 'p2',
        annotations: { 'airm.silogen.ai/progress': '{' },
      },
    };
    const seen = observe({
      cluster: 'hall-a',
      root: object('Job'),
      inner: object('Job'),
      workloads: [],
      pods: [broken, annotated],
      poolTitle: name => name,
      now: NOW,
    });
    expect(seen.progress).toEqual({
      step: 420,
      totalSteps: 600,
      loss: 1.2,
      etaSeconds: 360,
      epoch: undefined,
      observedAt: NOW,
    });
    expect(seen.outputs).toEqual({
      artefactUri: 's3://bucket/m',
      metrics: { eval_loss: 1.1 },
    });
    expect(seen.pods[1]).toMatchObject({
      node: 'n1',
      gpus: 8,
      phase: 'Running',
      containers: [{ name: 'workload', state: 'running', restarts: 1 }],
    });
  });
});
