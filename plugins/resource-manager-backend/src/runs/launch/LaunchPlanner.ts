import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  defaultPriorityOf,
  type AiWorkloadEntity,
} from '@silogen/backstage-plugin-developer-center-common';
import type {
  PreviewRunRequest,
  Priority,
  RunType,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { KubeObject, ResourceType } from '@silogen/cluster-client';
import type { ClusterConnection, ClusterRegistry } from '../../clusters/types';
import type {
  PoolDirectory,
  ProjectDirectory,
  ProjectRecord,
  QuotaDirectory,
} from '../../contracts';
import { requestsOf } from '../render/podTemplate';
import { renderRun } from '../render/renderRun';
import type { RenderInput, RunRenderer, ServedKinds } from '../render/types';
import { decideLaunch } from './admission';
import { checkLaunch, checkShape } from './checkLaunch';
import {
  choosePlacement,
  type ChosenPlacement,
  type PlacementCandidate,
} from './choosePlacement';
import type { LaunchCatalog } from './LaunchCatalog';
import { nodeProblem, unsupportedProblem, warningsOf } from './placementChecks';
import { placementCandidates, type ReachablePool } from './placementCandidates';
import { launchWorkload } from './podSet';
import { launchProblem, type LaunchProblem } from './problems';
import { amountsOf, renderInputOf } from './renderInput';

export interface LaunchPlan {
  input: RenderInput;
  object: KubeObject;
  type: ResourceType;
  connection: ClusterConnection;
  workload: AiWorkloadEntity;
}

export interface PlannedLaunch {
  problems: LaunchProblem[];
  warnings: string[];
  placement?: ChosenPlacement;
  connection?: ClusterConnection;
  /** Missing when the request is too incomplete to render. */
  plan?: LaunchPlan;
}

export interface LaunchPlannerOptions {
  catalog: LaunchCatalog;
  clusters: ClusterRegistry;
  projects: ProjectDirectory;
  pools: PoolDirectory;
  quotas: QuotaDirectory;
  renderers: readonly RunRenderer[];
  now: () => Date;
}

/** A run of no workload starts as what is done in batches does. */
export function defaultPriority(type: RunType): Priority {
  return type === 'custom' ? 'low' : defaultPriorityOf(type);
}

/** From a request to the object that would be created and where, with everything that is wrong on the way. Stores nothing. */
export class LaunchPlanner {
  readonly #options: LaunchPlannerOptions;

  static create(options: LaunchPlannerOptions): LaunchPlanner {
    return new LaunchPlanner(options);
  }

  private constructor(options: LaunchPlannerOptions) {
    this.#options = options;
  }

  async plan(
    request: PreviewRunRequest,
    options: {
      credentials: BackstageCredentials;
      submitter: string;
      runId: string;
    },
  ): Promise<PlannedLaunch> {
    const problems = checkShape(request);
    const warnings: string[] = [];
    const entities = await this.#options.catalog.load(request, options);
    problems.push(...entities.problems);
    const project = await this.#project(request.project, problems);
    const { workload } = entities;
    if (!workload) return { problems, warnings };
    const checked = checkLaunch({ request, workload, model: entities.model });
    problems.push(...checked.problems);
    if (!project) return { problems, warnings };

    const gpus = request.gpus ?? workload.spec.resources.gpus.default;
    const priority =
      request.priority ?? defaultPriority(workload.spec.category);
    const found = await placementCandidates({
      ...this.#options,
      request,
      project: project.name,
      workload,
      gpus,
    });
    if (found.problem) problems.push(found.problem);
    const candidates = found.candidates.map(each =>
      this.#candidate(each, { project, workload, gpus, priority }),
    );
    const placement = choosePlacement(candidates, { named: namedIn(request) });
    if (!placement) return { problems, warnings };

    const { pool } = placement.candidate;
    const connection = this.#options.clusters.get(pool.cluster);
    const input = renderInputOf({
      request,
      project,
      pool,
      gpus,
      priority,
      workload,
      entities,
      values: checked.values,
      connection,
      ...options,
    });
    const rendered = renderRun(
      input,
      servedBy(connection),
      this.#options.renderers,
    );
    if (connection.writer() === 'none' || !rendered) {
      problems.push(unsupportedProblem(connection));
      return { problems, warnings, placement, connection };
    }
    const tooLarge = nodeProblem(connection, input, rendered.type.kind);
    if (tooLarge) problems.push(tooLarge);
    warnings.push(...warningsOf({ input, workload, placement }));
    return {
      problems,
      warnings,
      placement,
      connection,
      plan: {
        input,
        object: rendered.object,
        type: rendered.type,
        connection,
        workload,
      },
    };
  }

  async #project(
    name: string | undefined,
    problems: LaunchProblem[],
  ): Promise<ProjectRecord | undefined> {
    if (!name) return undefined;
    const project = await this.#options.projects.find(name);
    if (project && !project.deleting) return project;
    problems.push(
      launchProblem('run.unknownInput', {
        field: 'project',
        problem: project
          ? `${name} is being deleted.`
          : `There is no project ${name} that you may launch in.`,
        remedy: 'Choose another project.',
      }),
    );
    return undefined;
  }

  #candidate(
    { pool, access }: ReachablePool,
    launch: {
      project: ProjectRecord;
      workload: AiWorkloadEntity;
      gpus: number;
      priority: Priority;
    },
  ): PlacementCandidate {
    const connection = this.#options.clusters.get(pool.cluster);
    const { project, workload, gpus, priority } = launch;
    const amounts = { gpus, ...amountsOf(workload, gpus) };
    const { decision, position } = connection.reachability().reachable
      ? decideLaunch(
          connection,
          launchWorkload({
            project: project.name,
            pool,
            gpus,
            ...requestsOf({ gpus, workload: amounts }),
            priority: priorityValue(connection, priority),
            kaiwo: connection.served('KaiwoJob') !== undefined,
            namespaceLabels: connection.view.get('Namespace', project.name)
              ?.metadata.labels,
            nowMs: this.#options.now().getTime(),
          }),
        )
      : { decision: undefined, position: 1 };
    return { clusterTitle: connection.title, pool, access, decision, position };
  }
}

function namedIn({
  cluster,
  pool,
}: PreviewRunRequest): 'pool' | 'cluster' | 'neither' {
  if (pool !== undefined) return 'pool';
  return cluster !== undefined ? 'cluster' : 'neither';
}

function priorityValue(
  connection: ClusterConnection,
  priority: Priority,
): number {
  const found = connection.view.get<KubeObject & { value?: number }>(
    'WorkloadPriorityClass',
    priority,
  );
  return found?.value ?? 0;
}

function servedBy(connection: ClusterConnection): ServedKinds {
  return {
    KaiwoJob: connection.served('KaiwoJob'),
    KaiwoService: connection.served('KaiwoService'),
    Job: connection.served('Job'),
    Deployment: connection.served('Deployment'),
  };
}
