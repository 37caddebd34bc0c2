import { join } from 'node:path';
import { InputError } from '@backstage/errors';
import {
  createClusterClient,
  loadKubeConfig,
  type ClusterClient,
} from '@silogen/cluster-client';
import type {
  ContainerRef,
  KueueRelease,
  NodeGroup,
} from '@silogen/sandbox-cluster';
import { compactEtcd, etcd } from '../components/etcd/etcd';
import { kaiwo } from '../components/kaiwo/kaiwo';
import {
  apiServer,
  apiServerUrl,
} from '../components/kube-apiserver/apiServer';
import { controllerManager } from '../components/kube-controller-manager/controllerManager';
import { scheduler } from '../components/kube-scheduler/scheduler';
import { kueueManager } from '../components/kueue/kueue';
import { kwok } from '../components/kwok/kwok';
import { podLogs } from '../components/logs/logs';
import { buildPrograms, type BuiltPrograms } from './build/build';
import { clusterProgram, versionOf } from './build/programs';
import { issueCertificates } from './certificates';
import type { ClusterContext, ClusterPorts, Component } from './component';
import { Keeper } from './keeper/Keeper';
import { writeKubeconfig } from './kubeconfig';
import {
  createNodes,
  declareSimulated,
  nodeGroups,
  type NodeCounts,
} from './nodes';
import { freePorts } from './ports';
import { allowReaders } from './readers';
import { startInOrder } from './startInOrder';
import { withFreshPorts } from './withFreshPorts';

export interface TestClusterOptions {
  nodes: NodeCounts;
  kueue: KueueRelease;
  /** Kaiwo's kinds and the sandbox's controllers for them; with Kueue 0.12 only, which is what Kaiwo is made for. */
  kaiwo?: boolean;
  /** Kueue with fair sharing, `waitForPodsReady` and metrics of queue resources, instead of cluster-forge's settings. */
  fairSharing?: boolean;
  /** Name of the cluster in the kubeconfigs; `test` when left out. */
  name?: string;
  /** After this time pods of Jobs complete that do not say so themselves; left out: they run until they are deleted. */
  runForMs?: number;
  /** Told what goes on; left out: nobody. */
  onProgress?(text: string): void;
}

export interface TestCluster {
  /** Path of a kubeconfig of an administrator; it holds everything itself. */
  kubeconfig: string;
  /** The same for a user who may only read. */
  readOnlyKubeconfig: string;
  /** Of this cluster alone; removed by `stop`. Logs stand in `log`. */
  folder: string;
  client: ClusterClient;
  /** In the order of their start; each can be ended and started again alone. */
  components: readonly Component[];
  /** Ids of the processes, by the name of the component; `keeper` owns the others. */
  processes(): ReadonlyMap<string, number>;
  /** Adds lines to a container's log. */
  writeLog(ref: ContainerRef, lines: readonly string[]): void;
  /** Makes etcd forget its history. */
  expireHistory(): Promise<void>;
  /** Ends every process and removes the folder. */
  stop(): Promise<void>;
}

const PORT_NAMES: readonly (keyof ClusterPorts)[] = [
  'etcd',
  'etcdPeer',
  'apiServer',
  'controllerManager',
  'scheduler',
  'kwok',
  'kueueWebhook',
  'kueueHealth',
  'kueueMetrics',
  'kueueVisibility',
];

/**
 * Starts a Kubernetes control plane with simulated nodes and a real Kueue on loopback, and builds the programs first
 * where they are not built yet. Several can run at once. It ends with the process that called, however that ends.
 */
export async function startTestCluster(
  options: TestClusterOptions,
): Promise<TestCluster> {
  if (options.kaiwo && options.kueue !== '0.12') {
    throw new InputError(
      `kaiwo: Kaiwo speaks the API of Kueue 0.12; leave it out, or set kueue to '0.12'`,
    );
  }
  const groups = nodeGroups(options.nodes);
  const split = options.kaiwo && groups.find(({ partition }) => partition);
  if (split) {
    throw new InputError(
      `nodes: '${split.prefix}' has partitions; what Kaiwo makes of those was never seen: leave them or kaiwo out`,
    );
  }
  const { onProgress = () => {}, kueue } = options;
  const programs = await buildPrograms({ kueue, onProgress });
  return withFreshPorts(onProgress, () =>
    startOnce({ ...options, groups, programs, onProgress }),
  );
}

async function startOnce(
  options: Required<Pick<TestClusterOptions, 'onProgress'>> &
    TestClusterOptions & { groups: NodeGroup[]; programs: BuiltPrograms },
): Promise<TestCluster> {
  const { groups, programs, onProgress, kueue } = options;
  const [logPort, ...ports] = await freePorts(PORT_NAMES.length + 1);
  const keeper = await Keeper.start(programs.keeper);
  // What runs in this process and not below the keeper.
  const inProcess: Component[] = [];
  const stop = async () => {
    await Promise.allSettled(inProcess.map(component => component.stop()));
    await keeper.stop();
  };
  try {
    await issueCertificates(keeper);
    const { kubeconfig, readOnlyKubeconfig, client, named } = introduce(
      keeper,
      ports,
      options.name ?? 'test',
    );
    const context: ClusterContext = {
      keeper,
      programs,
      ports: named,
      kueue,
      fairSharing: options.fairSharing ?? false,
      client,
      onProgress,
    };
    const pki = join(keeper.folder, 'pki');
    const { runForMs } = options;
    const logs = podLogs({ pki, port: logPort, client, runForMs });
    const store = [etcd(context), apiServer(context)];
    const nodes = [
      controllerManager(context),
      scheduler(context),
      logs,
      kwok(context, { logPort, runForMs }),
    ];
    const queues = [kueueManager(context)];
    const operator = options.kaiwo
      ? [kaiwo(context, { nodeGroups: groups })]
      : [];
    inProcess.push(...operator, logs);
    const start = (components: Component[]) =>
      startInOrder(components, onProgress);
    await start(store);
    await Promise.all([
      start(nodes).then(() =>
        createNodes(client, groups, {
          kaiwo: options.kaiwo ?? false,
          kubeletVersion: versionOf(
            clusterProgram().module,
            'k8s.io/kubernetes',
          ),
        }),
      ),
      start(queues),
      allowReaders(client),
      declareSimulated(client),
    ]);
    await start(operator);
    return {
      kubeconfig,
      readOnlyKubeconfig,
      folder: keeper.folder,
      client,
      components: [...store, ...nodes, ...queues, ...operator],
      processes: () => new Map([['keeper', keeper.pid], ...keeper.processes]),
      writeLog: logs.write,
      expireHistory: () => compactEtcd(named.etcd),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Kubeconfigs for people and for the components, and the administrator's client. */
function introduce(keeper: Keeper, ports: number[], context: string) {
  const { folder } = keeper;
  const named = Object.fromEntries(
    PORT_NAMES.map((name, index) => [name, ports[index]]),
  ) as unknown as ClusterPorts;
  const server = apiServerUrl(named.apiServer);
  const write = (user: string, file = `${user}.kubeconfig`) =>
    writeKubeconfig({ folder, file, server, user, context });
  ['controller-manager', 'scheduler', 'kwok', 'kueue'].forEach(user =>
    write(user),
  );
  const kubeconfig = write('admin', 'kubeconfig');
  return {
    kubeconfig,
    readOnlyKubeconfig: write('reader', 'kubeconfig.readonly'),
    client: createClusterClient({
      kubeConfig: loadKubeConfig({ file: kubeconfig }),
    }),
    named,
  };
}
