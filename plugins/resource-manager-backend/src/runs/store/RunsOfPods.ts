import type { RunType } from '@silogen/backstage-plugin-resource-manager-common';
import type { Knex } from 'knex';

/** The run that a pod works for. */
export interface RunOfPod {
  id: string;
  name: string;
  type: RunType;
  project: string;
  owner?: string;
}

interface Row {
  uid: string;
  id: string;
  name: string;
  type: RunType;
  project: string;
  owner: string | null;
}

/** Joins pods that hold GPUs now with their runs. */
export class RunsOfPods {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): RunsOfPods {
    return new RunsOfPods(options.knex);
  }

  /** By uid of the pod. One query: there are as many such pods as the clusters have GPUs, at most. */
  async holdingGpus(): Promise<Map<string, RunOfPod>> {
    const rows: Row[] = await this.#knex('run_pods')
      .join('runs', 'runs.id', 'run_pods.run_id')
      .where('run_pods.present', true)
      .where('run_pods.gpus', '>', 0)
      .select(
        'run_pods.uid',
        'runs.id',
        'runs.name',
        'runs.type',
        'runs.project',
        'runs.owner',
      );
    return new Map(
      rows.map(({ uid, owner, ...run }) => [
        uid,
        { ...run, owner: owner ?? undefined },
      ]),
    );
  }
}
