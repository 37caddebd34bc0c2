import type { ClusterClient } from '@silogen/cluster-client';
import type { KueueRelease } from '@silogen/sandbox-cluster';
import type { BuiltPrograms } from './build/build';
import type { Keeper } from './keeper/Keeper';
import { waitFor } from './waitFor';

/** One part of a cluster. */
export interface Component {
  readonly name: string;
  start(): Promise<void>;
  /** Resolves when others can rely on it. */
  ready(): Promise<void>;
  /** Ends it alone, as a crash would; `start` brings it back. What it had stored is still there. */
  stop(): Promise<void>;
}

/** Loopback ports of one cluster. */
export interface ClusterPorts {
  etcd: number;
  etcdPeer: number;
  apiServer: number;
  controllerManager: number;
  scheduler: number;
  kwok: number;
  kueueWebhook: number;
  kueueHealth: number;
  kueueMetrics: number;
  kueueVisibility: number;
}

/** What components share. */
export interface ClusterContext {
  keeper: Keeper;
  programs: BuiltPrograms;
  ports: ClusterPorts;
  kueue: KueueRelease;
  fairSharing: boolean;
  /** Cluster administrator; usable once the API server is ready. */
  client: ClusterClient;
  onProgress(text: string): void;
}

/** A component that is a process of its own. */
export function processComponent(options: {
  name: string;
  keeper: Keeper;
  program: string;
  args: string[];
  folder?: string;
  /** Runs before each start. */
  prepare?(): Promise<void>;
  check(): Promise<boolean>;
}): Component {
  const { name, keeper, program, args, folder, prepare, check } = options;
  return {
    name,
    start: async () => {
      await prepare?.();
      await keeper.startProcess({ name, program, args, folder });
    },
    ready: () =>
      waitFor({
        what: name,
        check,
        hopeless: async () => {
          const end = keeper.hasEnded ? 'with the keeper' : keeper.endOf(name);
          return end && `ended (${end}):\n${await keeper.lastWords(name)}`;
        },
      }),
    stop: async () => {
      await keeper.signal(name, 'KILL');
      await waitFor({
        what: `the end of ${name}`,
        check: async () => !keeper.processes.has(name),
      });
    },
  };
}
