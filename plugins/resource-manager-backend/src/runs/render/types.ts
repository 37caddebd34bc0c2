import type { AiWorkloadEnvironmentVariable } from '@silogen/backstage-plugin-developer-center-common';
import type {
  Priority,
  RunType,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { KubeObject, ResourceType } from '@silogen/cluster-client';
import type { PoolSummary } from '../../contracts';

/** Model or dataset as a run gets it. */
export interface RenderAsset {
  /** Entity ref. */
  ref: string;
  title: string;
  /** `hf://…`, `s3://…`; left out where the catalog knows none. */
  uri?: string;
  /** Of a dataset, where the catalog knows. */
  rows?: number;
}

/** Everything that an object is rendered from; nothing is looked up on the way. */
export interface RenderInput {
  run: {
    id: string;
    /** What people call it. */
    name: string;
    objectName: string;
    type: RunType;
    /** Entity ref of the user who launches it. */
    submitter: string;
  };
  /** `name` is namespace and queue at once. */
  project: { id: string; name: string };
  pool: PoolSummary;
  gpus: number;
  /** Name of a WorkloadPriorityClass that the cluster has. */
  priorityClass?: Priority;
  workload: {
    kind: 'job' | 'service';
    engine?: string;
    image: string;
    entrypoint?: string;
    env: AiWorkloadEnvironmentVariable[];
    ports: { name: string; port: number }[];
    /** Quantities of the whole run. */
    cpu?: string;
    memory?: string;
  };
  model?: RenderAsset;
  dataset?: RenderAsset;
  /** Validated values, with defaults. */
  parameters: Record<string, unknown>;
  secrets: { huggingFaceToken?: string };
  outputPath?: string;
}

/** How the cluster serves the kinds that renderers may use; a kind that it lacks is missing. */
export type ServedKinds = Partial<
  Record<'KaiwoJob' | 'KaiwoService' | 'Job' | 'Deployment', ResourceType>
>;

/** Turns a launch into the one object that stands for it on a cluster. */
export interface RunRenderer {
  /** For messages and logs. */
  name: string;
  /** The kind that it needs, where it can render this run. */
  handles(input: RenderInput, served: ServedKinds): ResourceType | undefined;
  render(input: RenderInput, type: ResourceType): KubeObject;
}
