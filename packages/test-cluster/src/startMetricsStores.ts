import { mimir, MIMIR_PREFIX } from '../components/mimir/mimir';
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

export interface MetricsStores {
  mimir: MetricsStore;
  prometheus: MetricsStore;
  /** Of these stores alone; removed by `stop`. */
  folder: string;
  /** Ids of the processes, by the name of the component; `keeper` owns the others. */
  processes(): ReadonlyMap<string, number>;
  /** Ends every process and removes the folder. */
  stop(): Promise<void>;
}

export interface MetricsStoresOptions {
  /** What stands before Prometheus's `/api/v1`, such as `/prometheus`; nothing when left out. */
  prometheusPrefix?: string;
  /** Told what goes on; left out: nobody. */
  onProgress?(text: string): void;
}

/**
 * Starts a real multi-tenant Mimir and the installed Prometheus on loopback, both empty, and builds Mimir first where
 * it is not built yet. They end with the process that called, however that ends.
 */
export async function startMetricsStores(
  options: MetricsStoresOptions = {},
): Promise<MetricsStores> {
  const { onProgress = () => {}, prometheusPrefix = '' } = options;
  const installed = findPrometheus();
  const programs = await buildMetricsPrograms({ onProgress });
  return withFreshPorts(onProgress, async () => {
    const [http, grpc, gossip, port] = await freePorts(4);
    const keeper = await Keeper.start(programs.keeper);
    const stores = {
      mimir: storeOf({
        port: http,
        pathPrefix: MIMIR_PREFIX,
        writePath: '/api/v1/push',
        component: mimir({
          keeper,
          program: programs.mimir,
          ports: { http, grpc, gossip },
        }),
      }),
      prometheus: storeOf({
        port,
        pathPrefix: prometheusPrefix,
        writePath: `${prometheusPrefix}/api/v1/write`,
        component: prometheus({
          keeper,
          program: installed,
          port,
          routePrefix: prometheusPrefix,
        }),
      }),
    };
    try {
      await Promise.all(
        [stores.mimir, stores.prometheus].map(({ component }) =>
          startInOrder([component], onProgress),
        ),
      );
    } catch (error) {
      await keeper.stop();
      throw error;
    }
    return {
      ...stores,
      folder: keeper.folder,
      processes: () => new Map([['keeper', keeper.pid], ...keeper.processes]),
      stop: () => keeper.stop(),
    };
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
