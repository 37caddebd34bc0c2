import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { processComponent, type Component } from '../../src/component';
import { isOk } from '../../src/httpGet';
import type { Keeper } from '../../src/keeper/Keeper';

const FOLDER = 'mimir';
const CONFIGURATION = 'mimir.json';

/** What stands before `/api/v1`; Mimir's own default, said here because clients are told. */
export const MIMIR_PREFIX = '/prometheus';

export interface MimirPorts {
  http: number;
  grpc: number;
  gossip: number;
}

/** All of Mimir in one process, multi-tenant; blocks, rules and the log of what is not yet in blocks stand in files. */
export function mimir(options: {
  keeper: Keeper;
  program: string;
  ports: MimirPorts;
}): Component {
  const { keeper, program, ports } = options;
  return processComponent({
    name: 'mimir',
    keeper,
    program,
    folder: FOLDER,
    args: [`-config.file=${CONFIGURATION}`],
    prepare: async () => {
      const folder = join(keeper.folder, FOLDER);
      await mkdir(folder, { recursive: true });
      // Mimir reads YAML, of which JSON is a part.
      await writeFile(
        join(folder, CONFIGURATION),
        JSON.stringify(configuration(ports), undefined, 2),
      );
    },
    check: () => isOk(`http://127.0.0.1:${ports.http}/ready`),
  });
}

/** A ring with one member, known to this process only. */
const RING = { instance_addr: '127.0.0.1', kvstore: { store: 'inmemory' } };

function files(dir: string) {
  return { backend: 'filesystem', filesystem: { dir } };
}

function configuration(ports: MimirPorts) {
  return {
    target: 'all',
    multitenancy_enabled: true,
    api: { prometheus_http_prefix: MIMIR_PREFIX },
    server: {
      http_listen_address: '127.0.0.1',
      http_listen_port: ports.http,
      grpc_listen_address: '127.0.0.1',
      grpc_listen_port: ports.grpc,
      log_level: 'warn',
    },
    usage_stats: { enabled: false },
    memberlist: {
      bind_addr: ['127.0.0.1'],
      bind_port: ports.gossip,
      advertise_addr: '127.0.0.1',
    },
    activity_tracker: { filepath: 'activity.log' },
    ...storage(),
    distributor: { ring: RING },
    ingester: {
      // Alone, it need not wait until others have seen it, when it comes and when it goes.
      ring: {
        ...RING,
        replication_factor: 1,
        min_ready_duration: '0s',
        final_sleep: '0s',
      },
    },
    store_gateway: { sharding_ring: { ...RING, replication_factor: 1 } },
    frontend: { address: '127.0.0.1' },
    query_scheduler: { ring: RING },
    overrides_exporter: { ring: RING },
    limits: {
      ingestion_rate: 1_000_000,
      ingestion_burst_size: 1_000_000,
      // AMD's exporter has more labels than Mimir takes by default (30).
      max_label_names_per_series: 60,
      // Tests write the past as well.
      out_of_order_time_window: '2h',
    },
  };
}

/** Each part wants folders of its own; paths are below the folder that Mimir runs in. */
function storage() {
  return {
    common: { storage: files('common') },
    blocks_storage: {
      ...files('blocks'),
      storage_prefix: '',
      bucket_store: { sync_dir: 'tsdb-sync' },
      tsdb: { dir: 'tsdb' },
    },
    compactor: { data_dir: 'compactor', sharding_ring: RING },
    ruler: { rule_path: 'ruler', poll_interval: '1s', ring: RING },
    ruler_storage: files('rules'),
    alertmanager: {
      data_dir: 'alertmanager',
      sharding_ring: { ...RING, replication_factor: 1 },
    },
    alertmanager_storage: files('alertmanager-store'),
  };
}
