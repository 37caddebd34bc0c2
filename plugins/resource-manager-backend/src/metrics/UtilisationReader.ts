import type {
  MetricsSourceStatus,
  Utilisation,
  UtilisationHistory,
} from '@silogen/backstage-plugin-resource-manager-common';
import { activityOf, askNow, memoryByPod } from './activity';
import { describeSource, NOT_CONFIGURED } from './describeSource';
import type { GpuFacts, ObservedGpus } from './GpuFacts';
import { shapeHistory, type HistoryAnswers } from './history';
import type { MetricsSource } from './MetricsSource';
import type { TimeRange } from './PrometheusClient';
import {
  gpusBusy,
  gpusFree,
  gpusHeld,
  gpusInstalled,
  gpusMeasured,
} from './queries';
import { activityWindow, timeRange } from './ranges';
import { sumGpus, sumHeld, type ActivityByPod } from './reconcile';
import {
  groupKeys,
  memoryOf,
  poolKey,
  utilisationRows,
  type RowFacts,
} from './utilisationRows';
import type { UtilisationQuery, Visible } from './UtilisationService';

export interface UtilisationReaderOptions {
  facts: GpuFacts;
  /** Left out where none is configured. */
  source?: MetricsSource;
  now: () => Date;
}

/** What the metrics source said, as far as it did. */
interface Measured {
  source: MetricsSourceStatus;
  activity: ActivityByPod;
  memory?: RowFacts['memory'];
  history?: HistoryAnswers;
}

/** Puts together what clusters show and what the metrics source measured. Asks the source nine questions at most. */
export class UtilisationReader {
  readonly #options: UtilisationReaderOptions;

  private constructor(options: UtilisationReaderOptions) {
    this.#options = options;
  }

  static create(options: UtilisationReaderOptions): UtilisationReader {
    return new UtilisationReader(options);
  }

  async read(query: UtilisationQuery, visible: Visible): Promise<Utilisation> {
    const now = this.#options.now();
    const range = timeRange(query.range, now);
    const observed = await this.#options.facts.read(visible);
    const { nodes, pods } = observed;
    const isWhole = visible === 'all';
    const measured = await this.#measure({ query, range, observed, now });
    const { activity, memory } = measured;
    return {
      by: query.by,
      range: query.range,
      scope: isWhole ? 'organisation' : 'projects',
      asOf: now.toISOString(),
      source: measured.source,
      gpus: isWhole ? sumGpus(nodes, pods, activity) : sumHeld(pods, activity),
      memory: memoryOf(pods, memory),
      rows: utilisationRows(query.by, {
        ...observed,
        activity,
        memory,
        isWhole,
      }),
      history:
        measured.history &&
        describeHistory({
          answers: measured.history,
          query,
          range,
          observed,
          isWhole,
        }),
      errors: observed.errors,
    };
  }

  async #measure(options: {
    query: UtilisationQuery;
    range: TimeRange;
    observed: ObservedGpus;
    now: Date;
  }): Promise<Measured> {
    const { source } = this.#options;
    if (!source) return { source: NOT_CONFIGURED, activity: undefined };
    const { query, range, observed, now } = options;
    const window = {
      groupBy: 'namespace' as const,
      windowSeconds: activityWindow(range),
    };
    const [busy, idle, used, total] = askNow(source);
    const asked = [
      source.range(
        gpusHeld,
        { groupBy: query.by === 'pool' ? 'namespaceAndNode' : 'namespace' },
        range,
      ),
      source.range(gpusBusy, window, range),
      source.range(gpusMeasured, { groupBy: 'namespace' }, range),
      source.range(gpusInstalled, {}, range),
      source.range(gpusFree, {}, range),
    ] as const;
    const nowOutcomes = await Promise.allSettled([busy, idle, used, total]);
    const outcomes = await Promise.allSettled(asked);
    const values = <T>(outcome: PromiseSettledResult<T>) =>
      outcome.status === 'fulfilled' ? outcome.value : undefined;
    const [busyNow, idleNow, usedNow, totalNow] = nowOutcomes.map(values);
    const [held, busyThen, measuredThen, installed, free] =
      outcomes.map(values);
    const runs = observed.pods.some(({ running }) => running);
    const hasSeries =
      (!runs || Boolean(busyNow?.length || idleNow?.length)) &&
      (observed.nodes.length === 0 || Boolean(installed?.length));
    const activity =
      busyNow && idleNow && hasSeries
        ? activityOf(busyNow, idleNow)
        : undefined;
    return {
      source: describeSource({
        health: source.health,
        outcomes: [...nowOutcomes, ...outcomes],
        hasSeries,
        pods: observed.pods,
        activity,
        now,
      }),
      activity,
      memory:
        usedNow && totalNow && hasSeries
          ? { used: memoryByPod(usedNow), total: memoryByPod(totalNow) }
          : undefined,
      history:
        held && busyThen && measuredThen && installed?.length && free
          ? { held, busy: busyThen, measured: measuredThen, installed, free }
          : undefined,
    };
  }
}

function utilisationTitles(
  by: UtilisationQuery['by'],
  projects: ObservedGpus['projects'],
  pools: ObservedGpus['pools'],
): [string, string][] {
  if (by === 'pool')
    return pools.map(pool => [
      poolKey(pool),
      `${pool.title} · ${pool.clusterTitle}`,
    ]);
  return projects.map(({ name, title, department, departmentTitle }) =>
    by === 'project' ? [name, title] : [department, departmentTitle],
  );
}

function describeHistory(options: {
  answers: HistoryAnswers;
  query: UtilisationQuery;
  range: TimeRange;
  observed: ObservedGpus;
  isWhole: boolean;
}): UtilisationHistory {
  const { answers, query, range, isWhole } = options;
  const { nodes, projects, pools } = options.observed;
  const names = new Set(projects.map(({ name }) => name));
  const poolOf = new Map(
    nodes.map(node => [`${node.cluster}/${node.name}`, node.pool]),
  );
  const keyOf = groupKeys(query.by, projects);
  const titles = new Map(utilisationTitles(query.by, projects, pools));
  const history = shapeHistory(
    isWhole ? answers : { ...answers, free: undefined },
    {
      range,
      shows: (_, namespace) => isWhole || names.has(namespace),
      groupOf: ({ cluster, namespace, node }) =>
        keyOf({ cluster, namespace, pool: poolOf.get(`${cluster}/${node}`) }),
    },
  );
  return {
    ...history,
    stepSeconds: range.step,
    groups: history.groups.map(group => ({
      ...group,
      title: group.key === undefined ? undefined : titles.get(group.key),
    })),
  };
}
