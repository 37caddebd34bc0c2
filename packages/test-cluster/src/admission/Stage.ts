import type {
  ClusterClient,
  KubeObject,
  ListWatchHandle,
  ResourceType,
} from '@silogen/cluster-client';
import { applyAll, typeOf } from '../apply';
import { waitFor } from '../waitFor';
import { FLAVORS } from './generate';
import {
  cohortVersion,
  flavorObject,
  kueueVersion,
  localQueueObject,
  queueObject,
  SENTINEL,
  workloadObject,
  worldObjects,
  WORKLOAD_LABEL,
  WORLD_LABEL,
} from './objects';
import { freedStatus, isAdmitted, standingOf } from './observe';
import type { Action, KueueRelease, PlayWorld } from './types';

const SENTINEL_GPU = 'admission-test/sentinel';

/**
 * A namespace on a real cluster in which worlds play, each in cohorts of its own, and what is known of their workloads.
 */
export class Stage {
  readonly #client: ClusterClient;
  readonly #release: KueueRelease;
  readonly #namespace: string;
  readonly #type: ResourceType;
  /** By world, then by name of the workload. */
  readonly #workloads = new Map<string, Map<string, KubeObject>>();
  readonly #worlds = new Map<string, PlayWorld>();
  /** How often each message came in this step, by `<world>/<workload>`. */
  readonly #heard = new Map<string, Map<string, number>>();
  #watch?: ListWatchHandle;
  #sentinels = 0;
  #changedAt = Date.now();

  private constructor(
    client: ClusterClient,
    release: KueueRelease,
    namespace: string,
    type: ResourceType,
  ) {
    this.#client = client;
    this.#release = release;
    this.#namespace = namespace;
    this.#type = type;
  }

  /** Puts up the queues of all worlds, and waits until Kueue serves them. */
  static async create(options: {
    client: ClusterClient;
    release: KueueRelease;
    namespace: string;
    /** By prefix of their names. */
    worlds: ReadonlyMap<string, PlayWorld>;
  }): Promise<Stage> {
    const { client, release, namespace, worlds } = options;
    const type = await typeOf(client, {
      apiVersion: kueueVersion(release),
      kind: 'Workload',
    });
    const stage = new Stage(client, release, namespace, type);
    await stage.#putUp(worlds);
    return stage;
  }

  /** Workloads of a world. */
  workloadsOf(prefix: string): ReadonlyMap<string, KubeObject> {
    return this.#workloads.get(prefix) ?? new Map();
  }

  /** Forgets the messages of the steps before. */
  beginStep(): void {
    this.#heard.clear();
  }

  /**
   * Messages of a waiting workload that came again and again in this step: where a search goes on with the next flavor
   * each time, what Kueue says goes round in circles.
   */
  heardOf(prefix: string, workload: string): string[] {
    const times = this.#heard.get(`${prefix}/${workload}`) ?? new Map();
    return [...times].filter(([, count]) => count > 1).map(([text]) => text);
  }

  /** Milliseconds since a workload came, went, or got or lost its quota. */
  get quietForMs(): number {
    return Date.now() - this.#changedAt;
  }

  /** Makes something happen; resolves with the workload that arrived. */
  async act(
    prefix: string,
    { type, workload }: Action,
  ): Promise<KubeObject | undefined> {
    const name = `${prefix}-${workload}`;
    const client = this.#client;
    if (type === 'arrive') {
      const planned = this.#worlds
        .get(prefix)!
        .workloads.find(each => each.name === workload)!;
      return client.create(
        this.#type,
        workloadObject(planned, {
          prefix,
          namespace: this.#namespace,
          release: this.#release,
        }),
      );
    }
    if (type === 'finish') {
      await client.delete(this.#type, name, this.#namespace);
      return undefined;
    }
    const now = `${new Date().toISOString().slice(0, 19)}Z`;
    const body = {
      status: freedStatus(this.workloadsOf(prefix).get(workload)!, now),
    };
    await client.patch(this.#type, name, this.#namespace, {
      type: 'merge',
      body,
      subresource: 'status',
    });
    return undefined;
  }

  /**
   * Resolves when a workload that arrives now in a queue of its own was admitted: then Kueue knows everything that was
   * there before, and has looked at the heads of all queues since.
   */
  async pass(): Promise<void> {
    this.#sentinels += 1;
    const name = `n${this.#sentinels}`;
    await this.#client.create(
      this.#type,
      workloadObject(
        {
          name,
          queue: 'queue',
          priority: 0,
          podSets: [
            { name: 'main', count: 1, requests: { [SENTINEL_GPU]: 1000n } },
          ],
        },
        {
          prefix: this.#sentinelPrefix,
          namespace: this.#namespace,
          release: this.#release,
        },
      ),
    );
    await waitFor({
      what: `admission of the sentinel ${name}`,
      check: async () => {
        const sentinel = this.workloadsOf(this.#sentinelPrefix).get(name);
        return sentinel !== undefined && isAdmitted(sentinel);
      },
    });
  }

  /** Takes everything down. */
  async close(): Promise<void> {
    await this.#watch?.stop();
    const client = this.#client;
    const namespaces = await typeOf(client, {
      apiVersion: 'v1',
      kind: 'Namespace',
    });
    await client.delete(namespaces, this.#namespace);
    await waitFor({
      what: `the end of namespace ${this.#namespace}`,
      check: async () =>
        (await client.find(namespaces, this.#namespace)) === undefined,
    });
    for (const [apiVersion, kind] of [
      [kueueVersion(this.#release), 'ClusterQueue'],
      [cohortVersion(this.#release), 'Cohort'],
    ]) {
      const type = await typeOf(client, { apiVersion, kind });
      for await (const { metadata } of client.listAll(type)) {
        await client.delete(type, metadata.name);
      }
    }
  }

  get #sentinelPrefix(): string {
    return `${this.#namespace}-${SENTINEL}`;
  }

  async #putUp(worlds: ReadonlyMap<string, PlayWorld>): Promise<void> {
    const release = this.#release;
    const namespace = this.#namespace;
    worlds.forEach((world, prefix) => this.#worlds.set(prefix, world));
    await applyAll(this.#client, [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
      ...FLAVORS.map(flavor => flavorObject(flavor, release)),
    ]);
    await applyAll(this.#client, [
      ...Array.from(worlds, ([prefix, world]) =>
        worldObjects(world, { prefix, namespace, release }),
      ).flat(),
      ...this.#sentinelObjects(),
    ]);
    await this.#untilServed();
    await this.#follow();
  }

  #sentinelObjects(): KubeObject[] {
    const prefix = this.#sentinelPrefix;
    const queue = queueObject(
      {
        name: 'queue',
        resourceGroups: [
          {
            coveredResources: [SENTINEL_GPU],
            flavors: [
              {
                flavor: FLAVORS[0].name,
                resources: { [SENTINEL_GPU]: { nominal: 1_000_000_000n } },
              },
            ],
          },
        ],
        queueingStrategy: 'BestEffortFIFO',
        stopPolicy: 'None',
        fungibility: { whenCanBorrow: 'stop', whenCanPreempt: 'stop' },
        preemption: {
          reclaimWithinCohort: 'Never',
          withinClusterQueue: 'Never',
          borrowWithinCohort: { policy: 'Never' },
        },
        namespaceSelector: 'all',
      },
      prefix,
      this.#release,
    );
    return [
      queue,
      localQueueObject(`${prefix}-queue`, this.#namespace, this.#release),
    ];
  }

  async #untilServed(): Promise<void> {
    for (const kind of ['ClusterQueue', 'LocalQueue']) {
      const type = await typeOf(this.#client, {
        apiVersion: kueueVersion(this.#release),
        kind,
      });
      let missing = '';
      await waitFor({
        what: `active objects of kind ${kind}`,
        check: async () => {
          missing = '';
          for await (const { metadata, status } of this.#client.listAll(type)) {
            const { conditions = [] } = (status ?? {}) as {
              conditions?: { type: string; status: string; message: string }[];
            };
            const active = conditions.find(each => each.type === 'Active');
            if (active?.status !== 'True') {
              missing = `${metadata.name} is not: ${active?.message ?? ''}`;
            }
          }
          if (missing) {
            throw new Error(missing);
          }
          return true;
        },
      });
    }
  }

  async #follow(): Promise<void> {
    const take = (workload: KubeObject, gone = false) => {
      const { labels = {} } = workload.metadata;
      const world = labels[WORLD_LABEL];
      const name = labels[WORKLOAD_LABEL];
      const known = this.#workloads.get(world) ?? new Map<string, KubeObject>();
      const before = known.get(name);
      const { standing, message } = standingOf(workload);
      if (gone || !before || standingOf(before).standing !== standing) {
        this.#changedAt = Date.now();
      }
      if (gone) {
        known.delete(name);
      } else {
        known.set(name, workload);
      }
      this.#workloads.set(world, known);
      if (message) {
        const heard = this.#heard.get(`${world}/${name}`) ?? new Map();
        heard.set(message, (heard.get(message) ?? 0) + 1);
        this.#heard.set(`${world}/${name}`, heard);
      }
    };
    await new Promise<void>(resolve => {
      this.#watch = this.#client.listWatch(
        this.#type,
        {
          onSynced: workloads => {
            this.#workloads.clear();
            workloads.forEach(workload => take(workload));
            resolve();
          },
          onUpserted: workload => take(workload),
          onDeleted: workload => take(workload, true),
        },
        { namespace: this.#namespace },
      );
    });
  }
}
