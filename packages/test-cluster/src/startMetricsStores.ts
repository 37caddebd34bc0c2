import {
  mimir,
  MIMIR_PREFIX,
  type MimirPorts,
} from '../components/mimir/mimir';
import {
  findPrometheus,
  prometheus,
} from '../components/prometheus/prometheus';
import { buildMetricsPrograms } from './build/build';
import type { Component } from './component';
import { Keeper } from './keeper/Keeper';
import { remoteWrite, type WrittenSeries } from './metrics/remoteWrite';
import { freePorts } from './ports';
import { startInOrder } from './startInOrder';
import { withFreshPorts } from './withFreshPorts';

export interface MetricsStore {
  /** Without the prefix. */
  url: string;
  /** What stands before `/api/v1`; may be empty. */
  pathPrefix: string;
  component: Component;
  /** Puts samples in, for a tenant where the store has tenants. They can be asked for as soon as this resolves. */
  write(options: {
    series: readonly WrittenSeries[];
    tenant?: string;
  }): Promise<void>;
}

export interface StartedMimir {
  mimir: MetricsStore;
  /** Of this store alone, or of these stores; removed by `stop`. */
  folder: string;
  /** Ids of the processes, by the name of the component; `keeper` owns the others. */
  processes(): ReadonlyMap<string, number>;
  /** Ends every process and removes the folder. */
  stop(): Promise<void>;
}

export interface MetricsStores extends StartedMimir {
  prometheus: MetricsStore;
}

export interface MetricsStoresOptions {
  /** What stands before Prometheus's `/api/v1`, such as `/prometheus`; nothing when left out. */
  prometheusPrefix?: string;
  /** Told what goes on; left out: nobody. */
  onProgress?(text: string): void;
}

/**
 * Starts a real multi-tenant Mimir on loopback, empty, and builds it first where it is not built yet. It ends with the
 * process that called, however that ends.
 */
export async function startMimir(
  options: Pick<MetricsStoresOptions, 'onProgress'> = {},
): Promise<StartedMimir> {
  return startStores(options, context => ({
    mimir: mimirStore(context),
  }));
}

/** Starts a Mimir and the installed Prometheus, both empty; as {@link startMimir}. */
export async function startMetricsStores(
  options: MetricsStoresOptions = {},
): Promise<MetricsStores> {
  const { prometheusPrefix = '' } = options;
  const installed = findPrometheus();
  return startStores(options, context => ({
    mimir: mimirStore(context),
    prometheus: storeOf({
      port: context.ports.prometheus,
      pathPrefix: prometheusPrefix,
      writePath: `${prometheusPrefix}/api/v1/write`,
      component: prometheus({
        keeper: context.keeper,
        program: installed,
        port: context.ports.prometheus,
        routePrefix: prometheusPrefix,
      }),
    }),
  }));
}

interface StoresContext {
  keeper: Keeper;
  /** Mimir's. */
  program: string;
  ports: MimirPorts & { prometheus: number };
}

/** All below one keeper. */
async function startStores<Stores extends Record<string, MetricsStore>>(
  { onProgress = () => {} }: Pick<MetricsStoresOptions, 'onProgress'>,
  make: (context: StoresContext) => Stores,
): Promise<Stores & Omit<StartedMimir, 'mimir'>> {
  const programs = await buildMetricsPrograms({ onProgress });
  return withFreshPorts(onProgress, async () => {
    const [http, grpc, gossip, port] = await freePorts(4);
    const keeper = await Keeper.start(programs.keeper);
    try {
      const stores = make({
        keeper,
        program: programs.mimir,
        ports: { http, grpc, gossip, prometheus: port },
      });
      await Promise.all(
        Object.values(stores).map(({ component }) =>
          startInOrder([component], onProgress),
        ),
      );
      return {
        ...stores,
        folder: keeper.folder,
        processes: () => new Map([['keeper', keeper.pid], ...keeper.processes]),
        stop: () => keeper.stop(),
      };
    } catch (error) {
      await keeper.stop();
      throw error;
    }
  });
}

function mimirStore({ keeper, program, ports }: StoresContext): MetricsStore {
  return storeOf({
    port: ports.http,
    pathPrefix: MIMIR_PREFIX,
    writePath: '/api/v1/push',
    component: mimir({ keeper, program, ports }),
  });
}

function storeOf(options: {
  port: number;
  pathPrefix: string;
  writePath: string;
  component: Component;
}): MetricsStore {
  const { port, pathPrefix, writePath, component } = options;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    pathPrefix,
    component,
    write: ({ series, tenant }) =>
      remoteWrite({ url: `${url}${writePath}`, tenant, series }),
  };
}
