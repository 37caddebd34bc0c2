import { existsSync } from 'node:fs';
import path from 'node:path';
import type { PortalStack } from './stack';

/** Everything that a refused request could have left behind. */
export interface Leavings {
  /** Rows of each table of the Resource Manager's database. */
  rows: Record<string, number>;
  /** `cluster kind namespace/name`. */
  objects: string[];
  /** ClusterQueues as the clusters have them. */
  queues: Record<string, unknown>;
}

/** The lint rules list the modules of Node without it: it has no name without `node:`. */
const { DatabaseSync } = process.getBuiltinModule('node:sqlite');

const KINDS: Record<string, string[]> = {
  'hall-a': [
    '/apis/kaiwo.silogen.ai/v1alpha1/kaiwojobs',
    '/apis/kaiwo.silogen.ai/v1alpha1/kaiwoservices',
  ],
  'hall-b': [],
};
const EVERYWHERE = [
  '/api/v1/namespaces',
  '/api/v1/configmaps',
  '/apis/batch/v1/jobs',
  '/apis/apps/v1/deployments',
  '/apis/kueue.x-k8s.io/v1beta1/workloads',
];
const QUEUES = '/apis/kueue.x-k8s.io/v1beta1/clusterqueues';

function rowsOf({ settings }: PortalStack): Record<string, number> {
  const file = path.join(settings.dataDir, 'portal', 'resource-manager.sqlite');
  // Opening makes an empty file where there is none, and then nothing would ever be left behind.
  if (!existsSync(file)) throw new Error(`${file} does not exist`);
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const tables = database
      .prepare(
        "select name from sqlite_master where type = 'table' order by name",
      )
      .all();
    return Object.fromEntries(
      tables.map(({ name }) => [
        String(name),
        Number(
          database.prepare(`select count(*) as rows from "${name}"`).get()!
            .rows,
        ),
      ]),
    );
  } finally {
    database.close();
  }
}

/** What is in the database and on the clusters now. */
export async function leavingsOf(stack: PortalStack): Promise<Leavings> {
  const objects: string[] = [];
  const queues: Record<string, unknown> = {};
  for (const [cluster, kinds] of Object.entries(KINDS)) {
    for (const kind of [...kinds, ...EVERYWHERE]) {
      for (const { metadata } of (await stack.kubeGet(cluster, kind)).items) {
        objects.push(
          `${cluster} ${kind} ${metadata.namespace ?? ''}/${metadata.name}`,
        );
      }
    }
    for (const { metadata, spec } of (await stack.kubeGet(cluster, QUEUES))
      .items) {
      queues[`${cluster} ${metadata.name}`] = spec;
    }
  }
  return { rows: rowsOf(stack), objects: objects.sort(), queues };
}
