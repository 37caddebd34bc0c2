import type { ClusterClient, KubeObject } from '@silogen/cluster-client';
import type { PodHistory } from '../metrics/history/PodHistory';
import type { ObjectStore } from '../store/ObjectStore';
import type { PodLogRegistry } from './podLogs';
import type { ServiceRegistry } from './serviceRegistry';

/** A JSON schema as CustomResourceDefinitions carry it (OpenAPI v3 structural schema). */
export interface KindSchema {
  type?: string;
  description?: string;
  properties?: Record<string, KindSchema>;
  additionalProperties?: KindSchema | boolean;
  items?: KindSchema;
  required?: string[];
  enum?: unknown[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  maxProperties?: number;
  pattern?: string;
  format?: string;
  nullable?: boolean;
  anyOf?: KindSchema[];
  'x-kubernetes-preserve-unknown-fields'?: boolean;
  'x-kubernetes-int-or-string'?: boolean;
}

/** A column of `kubectl get`; `path` is a dotted path or a function of the object. */
export interface TableColumn {
  name: string;
  type: 'string' | 'integer' | 'date' | 'boolean';
  /** 0 is always shown, 1 only with `-o wide`. */
  priority?: number;
  value:
    | string
    | ((
        object: KubeObject,
        now: Date,
      ) => string | number | boolean | undefined);
}

/** One field that a write got wrong; becomes a cause of a 422 `Status`. */
export interface FieldProblem {
  reason:
    | 'FieldValueInvalid'
    | 'FieldValueRequired'
    | 'FieldValueNotSupported'
    | 'FieldValueTooLong';
  /** Dotted path, for example `spec.containers[0].image`. */
  field: string;
  message: string;
}

export interface KindVersion {
  name: string;
  /** Left out: unknown fields are kept and nothing is validated by schema (built-in kinds). */
  schema?: KindSchema;
  columns?: readonly TableColumn[];
  /** Answered as a `Warning` header, as a deprecated CRD version does. */
  deprecationWarning?: string;
}

/** What a validator may look at besides the object. */
export interface ValidationContext {
  operation: 'CREATE' | 'UPDATE';
  old?: KubeObject;
}

/**
 * A kind that a cluster serves. Which kinds a cluster has is data: a cluster without Kaiwo is given no Kaiwo kinds.
 */
export interface KindDefinition {
  /** Empty string: the core group. */
  group: string;
  kind: string;
  plural: string;
  singular: string;
  shortNames?: readonly string[];
  categories?: readonly string[];
  namespaced: boolean;
  /** Best first; the first is what discovery names as preferred. */
  versions: readonly KindVersion[];
  /** Version in which objects are stored and handed to `validate` and `prepare`; the first of `versions` when left out. */
  storageVersion?: string;
  /** `status`: the split between spec and status is enforced. */
  subresources?: readonly ('status' | 'log' | 'proxy' | 'scale')[];
  /** Built-in kinds take strategic merge patches; custom ones refuse them with 415, as the real API server does. */
  builtIn?: boolean;
  /** Changes an object of one served version into another. Needed with more than one version whose shapes differ. */
  convert?(object: KubeObject, toVersion: string): KubeObject;
  /** Fills in defaults that a schema cannot express. May change `object`. */
  prepare?(
    object: KubeObject,
    context: ValidationContext & { now: Date },
  ): void;
  /** Rules that a schema cannot express. */
  validate?(object: KubeObject, context: ValidationContext): FieldProblem[];
  /** Namespaced kinds refuse nothing else; true for kinds where only `create` exists (access reviews). */
  virtual?: boolean;
}

/** Plays the part of a mutating or validating webhook; throws an `ApiError` to refuse. */
export interface AdmissionHook {
  /** May change `object` (in storage version). Must have no effect elsewhere: it also runs for dry runs. */
  admit(request: {
    operation: 'CREATE' | 'UPDATE' | 'DELETE';
    kind: KindDefinition;
    object: KubeObject;
    old?: KubeObject;
    namespaceLabels?: Record<string, string>;
  }): void;
}

export interface SandboxClusterOptions {
  name: string;
  /** 0: any free port. */
  port: number;
  /** Bearer token that may do everything. */
  token: string;
  /** Bearer token that may only get, list and watch. */
  readOnlyToken?: string;
  kinds: readonly KindDefinition[];
  /** SQLite file, or `:memory:`. */
  dataFile: string;
  /** Answer of `GET /version`; `v1.33.3` when left out. */
  gitVersion?: string;
  admission?: readonly AdmissionHook[];
  /** Left out: a registry that keeps logs in this cluster's store. */
  podLogs?: PodLogRegistry;
  /** Left out: an empty one, to be filled through the handle. */
  services?: ServiceRegistry;
}

export interface SandboxServerOptions {
  clusters: readonly SandboxClusterOptions[];
  /** Wall clock, for time stamps and the age of history. */
  now?: () => number;
  /** How much history is kept for watches and continue tokens; 5 minutes and 20,000 events when left out. */
  history?: { windowMs?: number; maxEvents?: number };
  /** How often an idle watch that asked for them gets a bookmark; 15 s when left out. */
  bookmarkIntervalMs?: number;
}

/** One running cluster, as its controllers and tests get it. */
export interface SandboxCluster {
  readonly name: string;
  /** `https://127.0.0.1:<port>` */
  readonly url: string;
  /** PEM of the certificate to trust. */
  readonly caData: string;
  /** A client over real HTTP. Controllers use nothing else to read and write objects. */
  client(options?: { readOnly?: boolean }): ClusterClient;
  /** For loading history before the first client connects; see `ObjectStore.load`. */
  readonly store: ObjectStore;
  /** What `pods/log` answers from. */
  readonly podLogs: PodLogRegistry;
  /** The pods that the cluster has and had; metrics are computed from it. */
  readonly podHistory: PodHistory;
  /** What `services/proxy` forwards to. */
  readonly services: ServiceRegistry;
}

export interface SandboxServer {
  readonly clusters: readonly SandboxCluster[];
  /** One kubeconfig with a context per cluster (named like it), plus `<name>-readonly` where there is such a token. */
  writeKubeconfig(file: string): Promise<void>;
  stop(): Promise<void>;
}
