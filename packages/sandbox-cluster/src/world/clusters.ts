import { GPU_MODELS, type NodeGroup } from './nodes';

/** A simulated cluster as data. */
export interface ClusterWorld {
  name: string;
  /** What `GET /version` should answer. */
  gitVersion: string;
  /** Which release's API versions the Kueue kinds have. */
  kueueRelease: '0.12' | '0.19';
  kaiwo: boolean;
  zone: string;
  /** First two parts of the node addresses (documentation and private ranges only). */
  network: string;
  nodeGroups: NodeGroup[];
}

/** Training hall: AMD only, with Kaiwo in front of Kueue. */
const HALL_A: ClusterWorld = {
  name: 'hall-a',
  gitVersion: 'v1.33.3',
  kueueRelease: '0.12',
  kaiwo: true,
  zone: 'hall-a',
  network: '10.31',
  nodeGroups: [
    {
      prefix: 'hall-a-mi300x',
      count: 6,
      cpus: 192,
      memoryGiB: 2048,
      gpu: GPU_MODELS.mi300x,
      gpusPerNode: 8,
      block: 'block-a',
      rack: index => (index < 3 ? 'rack-a' : 'rack-b'),
    },
    {
      prefix: 'hall-a-mi325x',
      count: 2,
      cpus: 256,
      memoryGiB: 3072,
      gpu: GPU_MODELS.mi325x,
      gpusPerNode: 8,
      block: 'block-b',
      rack: () => 'rack-c',
    },
    {
      prefix: 'hall-a-cpu',
      count: 2,
      cpus: 128,
      memoryGiB: 512,
      block: 'block-b',
      rack: () => 'rack-d',
    },
  ],
};

/** Serving hall: two vendors, plain Kueue, no Kaiwo. */
const HALL_B: ClusterWorld = {
  name: 'hall-b',
  gitVersion: 'v1.34.1',
  kueueRelease: '0.19',
  kaiwo: false,
  zone: 'hall-b',
  network: '10.32',
  nodeGroups: [
    {
      prefix: 'hall-b-mi210',
      count: 1,
      cpus: 128,
      memoryGiB: 1024,
      gpu: GPU_MODELS.mi210,
      gpusPerNode: 8,
      block: 'block-a',
      rack: () => 'rack-a',
    },
    {
      prefix: 'hall-b-l40s',
      count: 1,
      cpus: 128,
      memoryGiB: 1024,
      gpu: GPU_MODELS.l40s,
      gpusPerNode: 8,
      block: 'block-a',
      rack: () => 'rack-b',
    },
    {
      prefix: 'hall-b-cpu',
      count: 1,
      cpus: 64,
      memoryGiB: 256,
      block: 'block-a',
      rack: () => 'rack-b',
    },
  ],
};

/** The clusters that a sandbox has unless it is told otherwise. */
export const SANDBOX_CLUSTERS: readonly ClusterWorld[] = [HALL_A, HALL_B];

export function findClusterWorld(name: string): ClusterWorld | undefined {
  return SANDBOX_CLUSTERS.find(world => world.name === name);
}
