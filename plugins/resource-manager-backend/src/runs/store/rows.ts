import type { RunPodRecord, RunRecord, StoredRunEvent } from '../types';

/** A row of `runs` as the driver gives it: SQLite has 0 and 1 for booleans, PostgreSQL text for big integers. */
export interface RunRow {
  id: string;
  created_by: string | null;
  idempotency_key: string | null;
  name: string;
  name_lower: string;
  slug: string;
  type: string;
  project: string;
  owner: string | null;
  cluster: string;
  pool: string | null;
  gpus: number;
  gpu_model: string | null;
  priority: string | null;
  workload: string | null;
  model: string | null;
  dataset: string | null;
  output_model: string | null;
  method: string | null;
  parameters: string;
  request: string | null;
  manifest: string | null;
  placement_reason: string | null;
  output_path: string | null;
  state: string;
  suspended: boolean | number;
  reason: string | null;
  progress: string | null;
  outputs: string;
  interruption: string | null;
  origin: string;
  object_api_version: string;
  object_kind: string;
  object_namespace: string;
  object_name: string;
  object_uid: string | null;
  object_present: boolean | number;
  intent: string;
  intent_by: string | null;
  attempts: number;
  next_attempt_at: string | null;
  submitted_at: string;
  admitted_at: string | null;
  started_at: string | null;
  finished_at: string | null;
  simulated: boolean | number;
  fence: number | string;
  updated_at: string;
}

function json(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

function parsed<T>(text: string | null): T | undefined {
  return text === null ? undefined : (JSON.parse(text) as T);
}

type ColumnsOfRun = Omit<
  RunRow,
  'created_by' | 'idempotency_key' | 'fence' | 'updated_at'
>;

export function rowOfRun(run: RunRecord): ColumnsOfRun {
  return {
    id: run.id,
    name: run.name,
    name_lower: run.name.toLowerCase(),
    slug: run.slug,
    type: run.type,
    project: run.project,
    owner: run.owner ?? null,
    cluster: run.cluster,
    pool: run.pool ?? null,
    gpus: run.gpus,
    gpu_model: run.gpuModel ?? null,
    priority: run.priority ?? null,
    workload: run.workload ?? null,
    model: run.model ?? null,
    dataset: run.dataset ?? null,
    output_model: run.outputModel ?? null,
    method: run.method ?? null,
    parameters: JSON.stringify(run.parameters),
    request: json(run.request),
    manifest: json(run.manifest),
    placement_reason: run.placementReason ?? null,
    output_path: run.outputPath ?? null,
    state: run.state,
    suspended: run.suspended,
    reason: json(run.reason),
    progress: json(run.progress),
    outputs: JSON.stringify(run.outputs),
    interruption: run.interruption ?? null,
    origin: run.origin,
    object_api_version: run.object.apiVersion,
    object_kind: run.object.kind,
    object_namespace: run.object.namespace,
    object_name: run.object.name,
    object_uid: run.object.uid ?? null,
    object_present: run.objectPresent,
    intent: run.intent,
    intent_by: run.intentBy ?? null,
    attempts: run.attempts,
    next_attempt_at: run.nextAttemptAt ?? null,
    submitted_at: run.submittedAt,
    admitted_at: run.admittedAt ?? null,
    started_at: run.startedAt ?? null,
    finished_at: run.finishedAt ?? null,
    simulated: run.simulated,
  };
}

export function runOfRow(row: RunRow): RunRecord {
  return {
    id: row.id,
    name: row.name,
    slug: row.slug,
    type: row.type as RunRecord['type'],
    project: row.project,
    owner: row.owner ?? undefined,
    cluster: row.cluster,
    pool: row.pool ?? undefined,
    gpus: row.gpus,
    gpuModel: row.gpu_model ?? undefined,
    priority: (row.priority ?? undefined) as RunRecord['priority'],
    workload: row.workload ?? undefined,
    model: row.model ?? undefined,
    dataset: row.dataset ?? undefined,
    outputModel: row.output_model ?? undefined,
    method: row.method ?? undefined,
    parameters: JSON.parse(row.parameters) as Record<string, unknown>,
    request: parsed(row.request),
    manifest: parsed(row.manifest),
    placementReason: row.placement_reason ?? undefined,
    outputPath: row.output_path ?? undefined,
    state: row.state as RunRecord['state'],
    suspended: Boolean(row.suspended),
    reason: parsed(row.reason),
    progress: parsed(row.progress),
    outputs: JSON.parse(row.outputs) as RunRecord['outputs'],
    interruption: (row.interruption ?? undefined) as RunRecord['interruption'],
    origin: row.origin as RunRecord['origin'],
    object: {
      apiVersion: row.object_api_version,
      kind: row.object_kind,
      namespace: row.object_namespace,
      name: row.object_name,
      uid: row.object_uid ?? undefined,
    },
    objectPresent: Boolean(row.object_present),
    intent: row.intent as RunRecord['intent'],
    intentBy: row.intent_by ?? undefined,
    attempts: row.attempts,
    nextAttemptAt: row.next_attempt_at ?? undefined,
    submittedAt: row.submitted_at,
    admittedAt: row.admitted_at ?? undefined,
    startedAt: row.started_at ?? undefined,
    finishedAt: row.finished_at ?? undefined,
    simulated: Boolean(row.simulated),
  };
}

export interface RunEventRow {
  id: number | string;
  run_id: string;
  at: string;
  type: string;
  state: string | null;
  text: string;
  message: string | null;
  by: string | null;
  /** Whether the owner was told; null where there is nothing to tell. */
  notice: 'due' | 'sent' | 'late' | null;
}

export function eventOfRow(row: RunEventRow): StoredRunEvent {
  return {
    id: Number(row.id),
    at: row.at,
    type: row.type as StoredRunEvent['type'],
    state: (row.state ?? undefined) as StoredRunEvent['state'],
    text: row.text,
    message: row.message ?? undefined,
    by: row.by ?? undefined,
  };
}

export interface RunPodRow {
  run_id: string;
  cluster: string;
  namespace: string;
  name: string;
  uid: string;
  node: string | null;
  gpus: number;
  phase: string;
  reason: string | null;
  message: string | null;
  containers: string;
  started_at: string | null;
  finished_at: string | null;
  present: boolean | number;
  seen_at: string;
}

export function rowOfPod(
  runId: string,
  pod: RunPodRecord,
): Omit<RunPodRow, 'seen_at'> {
  return {
    run_id: runId,
    cluster: pod.cluster,
    namespace: pod.namespace,
    name: pod.name,
    uid: pod.uid,
    node: pod.node ?? null,
    gpus: pod.gpus,
    phase: pod.phase,
    reason: pod.reason ?? null,
    message: pod.message ?? null,
    containers: JSON.stringify(pod.containers),
    started_at: pod.startedAt ?? null,
    finished_at: pod.finishedAt ?? null,
    present: pod.present,
  };
}

export function podOfRow(row: RunPodRow): RunPodRecord {
  return {
    cluster: row.cluster,
    namespace: row.namespace,
    name: row.name,
    uid: row.uid,
    node: row.node ?? undefined,
    gpus: row.gpus,
    phase: row.phase,
    reason: row.reason ?? undefined,
    message: row.message ?? undefined,
    containers: JSON.parse(row.containers) as RunPodRecord['containers'],
    startedAt: row.started_at ?? undefined,
    finishedAt: row.finished_at ?? undefined,
    present: Boolean(row.present),
  };
}
