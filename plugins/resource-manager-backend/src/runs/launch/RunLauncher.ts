import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  LaunchRunRequest,
  PreviewRunRequest,
  RunPreview,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { KubeObject } from '@silogen/cluster-client';
import type { RunHooks } from '../hooks';
import { slugOf } from '../names';
import { maskSecrets } from '../maskSecrets';
import { methodOf } from '../render/finetuningConfig';
import type { RunReactions } from '../RunReactions';
import type { RunStore } from '../store/RunStore';
import type { RunRecord } from '../types';
import { affectedRuns } from './affectedRuns';
import { checkOnCluster } from './ClusterCheck';
import type { LaunchPlan, LaunchPlanner, PlannedLaunch } from './LaunchPlanner';
import { defaultPriority } from './LaunchPlanner';
import { secondWorkspaceProblem } from './oneWorkspace';
import {
  throwProblems,
  toFieldProblem,
  type LaunchProblem,
} from './problems';
import { verdictOf } from './verdict';

export interface RunLauncherOptions {
  planner: LaunchPlanner;
  store: RunStore;
  reactions: RunReactions;
  hooks: RunHooks;
  nudge(cluster: string): void;
  now: () => Date;
  newId: () => string;
}

/** Launches, and tells beforehand what a launch would do: the same way, but for storing it. */
export class RunLauncher {
  readonly #options: RunLauncherOptions;

  static create(options: RunLauncherOptions): RunLauncher {
    return new RunLauncher(options);
  }

  private constructor(options: RunLauncherOptions) {
    this.#options = options;
  }

  async launch(
    request: LaunchRunRequest,
    options: {
      credentials: BackstageCredentials;
      userRef: string;
      idempotencyKey: string;
    },
  ): Promise<{ run: RunRecord; created: boolean }> {
    const { store, hooks, planner, newId } = this.#options;
    const { userRef, credentials, idempotencyKey } = options;
    const earlier = await store.findByKey(userRef, idempotencyKey);
    if (earlier) return { run: earlier, created: false };
    const runId = newId();
    const planned = await planner.plan(request, {
      credentials,
      submitter: userRef,
      runId,
    });
    throwProblems(await this.#withSecond(request, { planned, userRef }));
    const plan = planned.plan!;
    throwProblems((await checkOnCluster(plan)).problems);
    const run = this.#record(request, { plan, planned, userRef });
    await hooks.at('before-insert');
    const result = await store.insertLaunch(run, {
      createdBy: userRef,
      idempotencyKey,
      event: {
        at: run.submittedAt,
        type: 'submitted',
        state: 'submitting',
        text: 'Submitted',
        by: userRef,
      },
    });
    await hooks.at('after-insert');
    if (result.created) {
      this.#options.reactions.launched();
      this.#options.nudge(run.cluster);
    }
    return result;
  }

  async preview(
    request: PreviewRunRequest,
    options: {
      credentials: BackstageCredentials;
      userRef: string;
      mayRead(project: string): Promise<boolean>;
    },
  ): Promise<RunPreview> {
    const { planner, store, newId } = this.#options;
    const planned = await planner.plan(request, {
      credentials: options.credentials,
      submitter: options.userRef,
      runId: newId(),
    });
    const { plan, placement, connection } = planned;
    const problems = await this.#withSecond(request, {
      planned,
      userRef: options.userRef,
    });
    const warnings = [...planned.warnings];
    if (plan && problems.length === 0) {
      const findings = await checkOnCluster(plan);
      problems.push(...findings.problems);
      // A simulated cluster has no buckets either; its runs do without.
      if (!plan.connection.simulation().simulated)
        warnings.push(...findings.warnings);
    }
    const preview: RunPreview = {
      problems: problems.map(toFieldProblem),
      warnings,
      objects: plan ? [maskSecrets<KubeObject>(plan.object)] : [],
    };
    if (!placement || !connection) return preview;
    const { pool, decision, position } = placement.candidate;
    const { name: cluster, title: clusterTitle } = connection;
    const victims = await affectedRuns({
      decision,
      connection,
      store,
      mayRead: options.mayRead,
    });
    return {
      ...preview,
      placement: {
        cluster,
        clusterTitle,
        pool: pool.name,
        poolTitle: pool.title,
        reason: placement.reason,
      },
      verdict: verdictOf({
        decision,
        gpus: plan?.input.gpus ?? request.gpus ?? 0,
        position,
        victims,
        title: flavor => (flavor === pool.name ? pool.title : flavor),
      }),
    };
  }

  /** What is wrong with the request, and whether it would be a second workspace. */
  async #withSecond(
    request: PreviewRunRequest,
    options: { planned: PlannedLaunch; userRef: string },
  ): Promise<LaunchProblem[]> {
    const { planned, userRef } = options;
    const { problems, plan } = planned;
    if (!plan) return [...problems];
    const { store } = this.#options;
    const { workload } = plan;
    const second = await secondWorkspaceProblem({
      store,
      request,
      workload,
      userRef,
    });
    return second ? [...problems, second] : [...problems];
  }

  #record(
    request: LaunchRunRequest,
    options: { plan: LaunchPlan; planned: PlannedLaunch; userRef: string },
  ): RunRecord {
    const { plan, planned, userRef } = options;
    const { input, object, connection, workload } = plan;
    const { type } = input.run;
    return {
      id: input.run.id,
      name: request.name,
      slug: slugOf(request.name),
      type,
      project: input.project.name,
      owner: userRef,
      cluster: connection.name,
      pool: input.pool.name,
      gpus: input.gpus,
      gpuModel: input.gpus > 0 ? input.pool.gpuModel : undefined,
      priority: request.priority ?? defaultPriority(type),
      workload: request.workload,
      model: request.inputs?.model,
      dataset: request.inputs?.dataset,
      method: type === 'fine-tuning' ? methodOf(input.parameters) : undefined,
      parameters: input.parameters,
      request,
      manifest: object,
      placementReason: planned.placement?.reason,
      outputPath: input.outputPath,
      state: 'submitting',
      suspended: false,
      outputs: {},
      interruption: workload.spec.interruption,
      origin: 'portal',
      object: {
        apiVersion: object.apiVersion,
        kind: object.kind,
        namespace: input.project.name,
        name: object.metadata.name,
      },
      objectPresent: false,
      intent: 'create',
      attempts: 0,
      submittedAt: this.#options.now().toISOString(),
      simulated: connection.simulation().simulated,
    };
  }
}
