import { SchedulerServiceTaskInvocationDefinition } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import { EventParams, EventsService } from '@backstage/plugin-events-node';
import { Refresher } from './Refresher';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'project-a' },
};
const mutation = {
  type: 'full',
  entities: [{ entity, locationKey: 'test-provider' }],
};

class Bus implements EventsService {
  readonly handlers = new Map<string, (params: EventParams) => Promise<void>>();

  async publish(params: EventParams) {
    await this.handlers.get(params.topic)?.(params);
  }

  async subscribe(options: Parameters<EventsService['subscribe']>[0]) {
    options.topics.forEach(topic => this.handlers.set(topic, options.onEvent));
  }
}

async function connected(read: () => Promise<Entity[]>) {
  const tasks: SchedulerServiceTaskInvocationDefinition[] = [];
  const pauses: number[] = [];
  const events = new Bus();
  const logger = mockServices.logger.mock();
  const applyMutation = jest.fn().mockResolvedValue(undefined);
  const refresher = Refresher.create({
    providerName: 'test-provider',
    topic: 'test-topic',
    read,
    taskRunner: {
      async run(task) {
        tasks.push(task);
      },
    },
    events,
    logger,
    sleep: async ms => {
      pauses.push(ms);
    },
  });
  await refresher.connect({
    applyMutation,
  } as unknown as EntityProviderConnection);
  const [task] = tasks;
  return { applyMutation, events, logger, pauses, refresher, task };
}

describe('Refresher', () => {
  it('provides everything when its task runs', async () => {
    const { applyMutation, task } = await connected(async () => [entity]);
    expect(task.id).toBe('test-provider:refresh');
    expect(applyMutation).not.toHaveBeenCalled();
    await task.fn(new AbortController().signal);
    expect(applyMutation.mock.calls).toEqual([[mutation]]);
  });

  it('tries again, with growing pauses, until the backend answers', async () => {
    const read = jest
      .fn()
      .mockRejectedValueOnce(new ServiceUnavailableError('starting'))
      .mockRejectedValueOnce(new ServiceUnavailableError('starting'))
      .mockResolvedValue([entity]);
    const { applyMutation, logger, pauses, task } = await connected(read);
    await task.fn(new AbortController().signal);
    expect(pauses).toEqual([1_000, 2_000]);
    expect(applyMutation.mock.calls).toEqual([[mutation]]);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('the catalog keeps what it has'),
    );
  });

  it('gives up, without touching the catalog, when its task times out', async () => {
    const timeout = new AbortController();
    const read = jest.fn(async (): Promise<Entity[]> => {
      if (read.mock.calls.length === 6) {
        timeout.abort();
      }
      throw new ServiceUnavailableError('down');
    });
    const { applyMutation, pauses, task } = await connected(read);
    await task.fn(timeout.signal);
    expect(read).toHaveBeenCalledTimes(6);
    expect(Math.max(...pauses)).toBe(15_000);
    expect(applyMutation).not.toHaveBeenCalled();
  });

  it('provides everything on an event', async () => {
    const { applyMutation, events } = await connected(async () => [entity]);
    await events.publish({ topic: 'test-topic', eventPayload: {} });
    expect(applyMutation.mock.calls).toEqual([[mutation]]);
  });

  it('leaves a failed event to the schedule', async () => {
    const { applyMutation, events, logger, pauses } = await connected(
      async () => {
        throw new ServiceUnavailableError('down');
      },
    );
    await events.publish({ topic: 'test-topic', eventPayload: {} });
    expect(applyMutation).not.toHaveBeenCalled();
    expect(pauses).toEqual([]);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('the schedule will'),
    );
  });

  it('never applies an older read after a newer one', async () => {
    const answers: ((entities: Entity[]) => void)[] = [];
    const read = jest.fn(
      () => new Promise<Entity[]>(resolve => answers.push(resolve)),
    );
    const { applyMutation, refresher } = await connected(read);
    const first = refresher.refresh();
    const second = refresher.refresh();
    const third = refresher.refresh();
    expect(read).toHaveBeenCalledTimes(1);
    answers[0]([]);
    await first;
    // The two that came meanwhile share one read.
    await Promise.resolve();
    expect(read).toHaveBeenCalledTimes(2);
    answers[1]([entity]);
    await Promise.all([second, third]);
    expect(read).toHaveBeenCalledTimes(2);
    expect(applyMutation.mock.calls).toEqual([
      [{ type: 'full', entities: [] }],
      [mutation],
    ]);
  });
});
