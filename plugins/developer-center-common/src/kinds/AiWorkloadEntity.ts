import { Entity } from '@backstage/catalog-model';
import { AI_API_VERSION, AiLicence, AiSpecCommon } from './common';
import { GpuVendor } from '../hardware/gpuModels';

/** The categories, in the order in which they are shown. @public */
export const aiWorkloadCategories = [
  'fine-tuning',
  'inference',
  'evaluation',
  'workspace',
  'pre-training',
  'data-preparation',
  'benchmark',
  'chat-ui',
  'utility',
] as const;

/** @public */
export type AiWorkloadCategory = (typeof aiWorkloadCategories)[number];

/** What a suspension costs a run. @public */
export type AiWorkloadInterruption = 'resumes' | 'restarts' | 'loses-session';

/** @public */
export type AiWorkloadParameterType =
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'enum'
  | 'string-list';

/** A scalar that a parameter may hold. @public */
export type AiWorkloadParameterScalar = string | number | boolean;

/** @public */
export type AiWorkloadParameter = {
  name: string;
  title: string;
  type: AiWorkloadParameterType;
  default?: AiWorkloadParameterScalar | string[];
  /** Inclusive; for integer and number. */
  minimum?: number;
  /** Inclusive; for integer and number. */
  maximum?: number;
  /** The only values that are taken; required for enum. */
  values?: (string | number)[];
  help?: string;
  required?: boolean;
  /** Heading under which forms show it. */
  group?: string;
  /** It exists only while another parameter has one of these values. */
  when?: { parameter: string; in: AiWorkloadParameterScalar[] };
};

/** @public */
export type AiWorkloadResources = {
  /** A count must lie in the range and, where `allowed` is given, in that list. */
  gpus: { min: number; default: number; max: number; allowed?: number[] };
  /** GPU memory that is asked for per GPU, in GiB. */
  gpuMemoryGiB?: number;
  /** Kubernetes quantity per GPU; of the whole run where it has no GPU. */
  cpu?: string;
  /** Kubernetes quantity per GPU; of the whole run where it has no GPU. */
  memory?: string;
  /** Space that the published chart reserves, of the whole run. Sizes are Kubernetes quantities. */
  volumes?: { name: string; size: string }[];
};

/** @public */
export type AiWorkloadAsset = {
  /** Kind of the entity, such as `AiModel`. */
  kind: string;
  task?: string;
};

/** A variable with a plain value, or with one from a Secret of the project's namespace. @public */
export type AiWorkloadEnvironmentVariable =
  | { name: string; value: string; secret?: undefined }
  | { name: string; value?: undefined; secret: { name: string; key: string } };

/** @public */
export type AiWorkloadRuntime = {
  kind: 'job' | 'service';
  /**
   * Script of the main container, run by `/bin/sh` as a user without
   * privileges; `/workload` is a writable volume. A launch sets `RUN_ID`,
   * `NUM_GPUS`, `MODEL_URI` and `DATASET_URI` (where the inputs lie),
   * `OUTPUT_PATH` and `HF_TOKEN` where they exist, and one variable for each
   * parameter, see {@link parameterEnvironment}.
   */
  entrypoint?: string;
  env?: AiWorkloadEnvironmentVariable[];
  ports?: { name: string; port: number }[];
};

/** The published chart that a workload follows. @public */
export type AiWorkloadUpstream = {
  chart?: string;
  version?: string;
  /** SPDX id of the chart's own terms; the image has others. */
  licence?: string;
  /** Kubernetes kinds that the chart renders, without its ConfigMaps, Services, Ingresses and role bindings. */
  kinds?: string[];
  source?: string;
};

/** Whether the portal itself can launch a workload. @public */
export type AiWorkloadLaunchable = {
  /** True exactly where `spec.template` names a form. */
  here: boolean;
  /** What is missing; required where `here` is false. */
  reason?: string;
};

/** Something that can be launched; never a running thing. @public */
export interface AiWorkloadEntity extends Entity {
  apiVersion: typeof AI_API_VERSION;
  kind: 'AiWorkload';
  spec: AiSpecCommon & {
    category: AiWorkloadCategory;
    /** Such as `vllm`, `aimfttk`, `jupyterlab`. */
    engine?: string;
    image?: string;
    /** Images of further containers; one that two of them use stands here twice. */
    otherImages?: string[];
    /** Of the software in the image; left out where it is not known. */
    licence?: AiLicence;
    resources: AiWorkloadResources;
    /** Vendors that it runs on; an empty list means CPU only. */
    accelerators: GpuVendor[];
    /** Several entries of one kind are alternatives. */
    consumes?: AiWorkloadAsset[];
    produces?: AiWorkloadAsset[];
    upstream?: AiWorkloadUpstream;
    /** Entity ref of the scaffolder template that launches it. */
    template?: string;
    launchable?: AiWorkloadLaunchable;
    parameters?: AiWorkloadParameter[];
    interruption: AiWorkloadInterruption;
    runtime: AiWorkloadRuntime;
    /** Card in Markdown. */
    card?: string;
  };
}

/** @public */
export function isAiWorkloadEntity(entity: Entity): entity is AiWorkloadEntity {
  return (
    entity.apiVersion === AI_API_VERSION &&
    entity.kind.toLocaleLowerCase('en-US') === 'aiworkload'
  );
}
