import type {
  GpuMemory,
  UtilisationRow,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { ProjectRecord } from '../contracts';
import type { GpuNode, GpuPod } from './gpuView';
import type { Guarantee } from './guarantees';
import { podKey, sumGpus, sumHeld, type ActivityByPod } from './reconcile';
import type { UtilisationBy } from './UtilisationService';

/** A pool by its cluster, since the same name on several clusters is several pools. */
export interface PoolTitle {
  cluster: string;
  clusterTitle: string;
  name: string;
  title: string;
}

/** Everything that rows are made of; of what the caller may see. */
export interface RowFacts {
  nodes: readonly GpuNode[];
  pods: readonly GpuPod[];
  guarantees: readonly Guarantee[];
  projects: readonly ProjectRecord[];
  pools: readonly PoolTitle[];
  activity: ActivityByPod;
  /** MiB by pod; undefined where nothing is known. */
  memory?: {
    used: ReadonlyMap<string, number>;
    total: ReadonlyMap<string, number>;
  };
  /** False where the caller sees some projects only: then pools' free GPUs say nothing about them. */
  isWhole: boolean;
}

const MIB_PER_GIB = 1024;

export function poolKey(pool: { cluster: string; name: string }): string {
  return `${pool.cluster}/${pool.name}`;
}

/** Where a pod, or a guarantee, belongs; undefined for none. */
export function groupKeys(
  by: UtilisationBy,
  projects: readonly ProjectRecord[],
): (at: {
  cluster: string;
  namespace: string;
  pool?: string;
}) => string | undefined {
  const byName = new Map(projects.map(project => [project.name, project]));
  return ({ cluster, namespace, pool }) => {
    if (by === 'pool') {
      return pool === undefined ? undefined : poolKey({ cluster, name: pool });
    }
    const project = byName.get(namespace);
    return by === 'project' ? project?.name : project?.department;
  };
}

/** GiB that the held GPUs of these pods use and have. */
export function memoryOf(
  pods: readonly GpuPod[],
  memory: RowFacts['memory'],
): GpuMemory | undefined {
  if (!memory) return undefined;
  const sum = (values: ReadonlyMap<string, number>) =>
    Math.round(
      pods.reduce((total, pod) => total + (values.get(podKey(pod)) ?? 0), 0) /
        MIB_PER_GIB,
    );
  return { usedGib: sum(memory.used), totalGib: sum(memory.total) };
}

/** One row for every department, project or pool, and one for what belongs to none. */
export function utilisationRows(
  by: UtilisationBy,
  facts: RowFacts,
): UtilisationRow[] {
  const keyOf = groupKeys(by, facts.projects);
  const podsBy = grouped(facts.pods, keyOf);
  const guaranteesBy = grouped(facts.guarantees, entry =>
    keyOf({ ...entry, namespace: entry.project }),
  );
  const nodesBy = grouped(facts.nodes, node =>
    node.pool === undefined
      ? undefined
      : poolKey({ cluster: node.cluster, name: node.pool }),
  );
  const describe = (key: string | undefined) => {
    const pods = podsBy.get(key) ?? [];
    const guarantees = key === undefined ? [] : guaranteesBy.get(key) ?? [];
    const sum = (name: 'guaranteed' | 'unused' | 'waiting') =>
      guarantees.reduce((total, entry) => total + entry[name], 0);
    return {
      gpus:
        by === 'pool' && facts.isWhole
          ? sumGpus(nodesBy.get(key) ?? [], pods, facts.activity)
          : sumHeld(pods, facts.activity),
      guaranteed: sum('guaranteed'),
      unusedGuarantee: sum('unused'),
      waiting: sum('waiting'),
      memory: memoryOf(pods, facts.memory),
    };
  };
  const rows: UtilisationRow[] = titlesOf(by, facts).map(title => ({
    ...title,
    ...describe(title.key),
  }));
  const outside =
    podsBy.has(undefined) || (by === 'pool' && nodesBy.has(undefined));
  return outside ? [...rows, describe(undefined)] : rows;
}

function titlesOf(
  by: UtilisationBy,
  { projects, pools }: RowFacts,
): (Pick<
  UtilisationRow,
  | 'title'
  | 'department'
  | 'departmentTitle'
  | 'cluster'
  | 'clusterTitle'
  | 'pool'
> & {
  key: string;
})[] {
  if (by === 'pool') {
    return pools.map(pool => ({
      key: poolKey(pool),
      title: pool.title,
      pool: pool.name,
      cluster: pool.cluster,
      clusterTitle: pool.clusterTitle,
    }));
  }
  if (by === 'project') {
    return projects.map(({ name, title, department, departmentTitle }) => ({
      key: name,
      title,
      department,
      departmentTitle,
    }));
  }
  const departments = new Map(
    projects.map(project => [project.department, project.departmentTitle]),
  );
  return [...departments]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, title]) => ({ key, title }));
}

function grouped<T>(
  items: readonly T[],
  keyOf: (item: T) => string | undefined,
): Map<string | undefined, T[]> {
  const groups = new Map<string | undefined, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
