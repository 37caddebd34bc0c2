import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { InputError, NotFoundError, ResponseError } from '@backstage/errors';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type {
  RunDetail,
  RunPreview,
} from '@silogen/backstage-plugin-resource-manager-common';
import { resourceManagerServiceMock } from '@silogen/backstage-plugin-resource-manager-node/testUtils';
import { createLaunchRunAction } from './launchRun';

const credentials = mockCredentials.user();

const input = {
  project: 'vision',
  workload: 'aiworkload:default/fine-tune-lora',
  name: 'Night run',
  gpus: 8,
};

const run: RunDetail = {
  id: '5f3c7a52-8c2f-4d0c-9b65-2f1d3f1f0a11',
  name: 'Night run',
  type: 'fine-tuning',
  project: 'vision',
  cluster: 'instinct-1',
  pool: 'mi300x',
  state: 'submitting',
  gpus: 8,
  origin: 'portal',
  submittedAt: '2026-11-24T16:00:00Z',
  simulated: true,
  may: { stop: true, delete: true },
  parameters: {},
  objects: [],
  outputs: {},
};

const preview: RunPreview = {
  problems: [],
  warnings: ['It would borrow 4 GPUs, and may be suspended.'],
  objects: [
    { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'night-run' } },
  ],
  placement: {
    cluster: 'instinct-1',
    pool: 'mi300x',
    reason: '8 guaranteed GPUs are free',
  },
  verdict: {
    outcome: 'starts-now',
    text: 'It would start now.',
    shortages: [],
    victims: [],
  },
};

const details = [
  { field: 'gpus', problem: 'is 9', remedy: 'Ask for at most 8' },
  { field: 'name', problem: 'is taken', remedy: 'Choose another' },
];

/** A refusal as the service throws it. */
function refusal() {
  const body = {
    error: {
      name: 'InputError',
      message: 'gpus is 9: Ask for at most 8 (and 1 more)',
      code: 'input.invalid',
      details,
    },
    response: { statusCode: 400 },
  };
  return ResponseError.fromResponse(
    new Response(JSON.stringify(body), {
      status: 400,
      headers: { 'Content-Type': 'application/json' },
    }),
  );
}

function setup(
  actionInput: Parameters<
    ReturnType<typeof createLaunchRunAction>['handler']
  >[0]['input'] = input,
) {
  const service = {
    launchRun: jest.fn(async () => run),
    previewRun: jest.fn(async () => preview),
  };
  const action = createLaunchRunAction({
    resourceManager: resourceManagerServiceMock(service),
  });
  const logger = mockServices.logger.mock();
  const context = {
    ...createMockActionContext<any, any>({
      input: actionInput,
      task: { id: 'task-1' },
    }),
    logger,
    output: jest.fn(),
    getInitiatorCredentials: async () => credentials,
    step: { id: 'launch' } as { id?: string },
    isDryRun: false,
  };
  return { action, context, logger, service };
}

const keyOf = (call: unknown[]) =>
  (call[0] as { idempotencyKey: string }).idempotencyKey;

describe('resource-manager:run:launch', () => {
  it('launches as the initiator and puts out where the run is', async () => {
    const { action, context, logger, service } = setup();
    await action.handler(context);

    expect(service.launchRun).toHaveBeenCalledTimes(1);
    expect(service.launchRun).toHaveBeenCalledWith(
      {
        ...input,
        idempotencyKey: expect.stringMatching(/^task-1\/launch\/[0-9a-f]{16}$/),
      },
      { credentials },
    );
    expect(service.previewRun).not.toHaveBeenCalled();
    expect(context.output.mock.calls).toEqual([
      ['runId', run.id],
      ['runUrl', `/runs/${run.id}`],
      ['entityRef', 'aiworkload:default/fine-tune-lora'],
    ]);
    expect(logger.info).toHaveBeenCalledWith(
      'Run Night run was accepted in project vision (8 GPUs, cluster instinct-1, pool mi300x)',
    );
  });

  it('passes everything on, and fields left empty in a form not at all', async () => {
    const { action, context, service } = setup({
      ...input,
      cluster: '',
      pool: 'mi300x',
      priority: 'low',
      inputs: { model: 'aimodel:default/llama', dataset: '' },
      parameters: { epochs: 3, prompt: '', nested: { on: true } },
      secrets: { huggingFaceToken: 'hf-token' },
      outputPath: 'models/night',
    });
    await action.handler(context);

    const [request] = service.launchRun.mock.calls[0] as unknown[];
    expect(request).toEqual({
      ...input,
      pool: 'mi300x',
      priority: 'low',
      inputs: { model: 'aimodel:default/llama' },
      parameters: { epochs: 3, prompt: '', nested: { on: true } },
      secrets: { huggingFaceToken: 'hf-token' },
      outputPath: 'models/night',
      idempotencyKey: expect.any(String),
    });
  });

  it('uses the same key for a retried task, another for another task, step or iteration', async () => {
    const keys: string[] = [];
    const keyFor = async (
      actionInput: typeof input & { parameters?: Record<string, unknown> },
      change?: (context: ReturnType<typeof setup>['context']) => void,
    ) => {
      const { action, context, service } = setup(actionInput);
      change?.(context);
      await action.handler(context);
      keys.push(keyOf(service.launchRun.mock.calls[0]));
      return keys[keys.length - 1];
    };

    const first = await keyFor({ ...input, parameters: { a: 1, b: 2 } });
    await expect(
      keyFor({ ...input, parameters: { b: 2, a: 1 } }),
    ).resolves.toBe(first);

    const others = [
      await keyFor({ ...input, parameters: { a: 1, b: 3 } }),
      await keyFor({ ...input, parameters: { a: 1, b: 2 } }, context => {
        context.task = { id: 'task-2' };
      }),
      await keyFor({ ...input, parameters: { a: 1, b: 2 } }, context => {
        context.step = { id: 'again' };
      }),
      await keyFor({ ...input, parameters: { a: 1, b: 2 } }, context => {
        context.step = {};
      }),
      await keyFor({ ...input, parameters: { a: 1, b: 2 } }, context => {
        context.step = { id: 'Schritt für alle' };
      }),
    ];
    expect(new Set([first, ...others]).size).toBe(6);
    for (const key of keys) {
      expect(key).toMatch(/^[\x21-\x7e]{8,200}$/);
    }
  });

  it('shows the refusal itself, and each field with its remedy in the log', async () => {
    const { action, context, logger, service } = setup();
    service.launchRun.mockRejectedValue(await refusal());

    await expect(action.handler(context)).rejects.toMatchObject({
      name: 'InputError',
      message: 'gpus is 9: Ask for at most 8 (and 1 more)',
      code: 'input.invalid',
      details,
    });
    expect(logger.error.mock.calls).toEqual([
      ['gpus is 9. Ask for at most 8'],
      ['name is taken. Choose another'],
    ]);
    expect(context.output).not.toHaveBeenCalled();
  });

  it('passes other errors on as they are', async () => {
    const { action, context, service } = setup();
    const error = new NotFoundError('No project vision');
    service.launchRun.mockRejectedValue(error);
    await expect(action.handler(context)).rejects.toBe(error);
  });

  describe('as a dry run', () => {
    it('previews as the initiator, writes the objects and launches nothing', async () => {
      const { action, context, logger, service } = setup();
      context.isDryRun = true;
      await action.handler(context);

      expect(service.launchRun).not.toHaveBeenCalled();
      expect(service.previewRun).toHaveBeenCalledWith(input, { credentials });
      expect(logger.info.mock.calls.map(([line]) => line)).toEqual([
        'Would go to pool mi300x of cluster instinct-1: 8 guaranteed GPUs are free',
        'It would start now.',
        'Would create:\napiVersion: batch/v1\nkind: Job\nmetadata:\n  name: night-run\n',
        'Dry run: nothing was launched',
      ]);
      expect(logger.warn.mock.calls).toEqual([
        ['It would borrow 4 GPUs, and may be suspended.'],
      ]);
      expect(context.output).not.toHaveBeenCalled();
    });

    it('fails where the launch would', async () => {
      const { action, context, logger, service } = setup();
      context.isDryRun = true;
      service.previewRun.mockResolvedValue({
        problems: details,
        objects: [],
      });
      await expect(action.handler(context)).rejects.toThrow(
        new InputError(
          'The run would be refused: gpus is 9. Ask for at most 8 (and 1 more)',
        ),
      );
      expect(logger.error).toHaveBeenCalledTimes(2);
    });
  });
});
