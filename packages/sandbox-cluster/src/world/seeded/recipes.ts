import type { WorldProject } from './people';
import {
  download,
  evaluation,
  script,
  training,
  type Program,
} from './programs';
import type { PlannedRun } from './types';

/** A thing that a project does again and again. */
export interface Recipe {
  /** Runs are called `<stem>-<nn>`. */
  stem: string;
  pool: 'mi300x' | 'mi325x' | 'mi210' | 'l40s';
  gpus: readonly number[];
  /** Shortest and longest. */
  hours: readonly [number, number];
  priority?: PlannedRun['priority'];
  program(seconds: number): Program;
}

/** Starting up and closing, which comes on top of the steps. */
const OVERHEAD_SECONDS = 30;

function tuning(
  stem: string,
  options: {
    model: string;
    dataset?: string;
    pool?: Recipe['pool'];
    gpus: readonly number[];
    hours: readonly [number, number];
    method?: 'sft' | 'dpo' | 'pretrain';
    lora?: boolean;
    steps?: number;
  },
): Recipe {
  const { pool = 'mi300x', gpus, hours, steps = 300, ...rest } = options;
  return {
    stem,
    pool,
    gpus,
    hours,
    program: seconds =>
      training({
        ...rest,
        epochs: rest.method === 'pretrain' ? 1 : 3,
        steps,
        secondsPerStep: Math.max(0.1, (seconds - OVERHEAD_SECONDS) / steps),
        loggingSteps: 6,
        saveSteps: 30,
      }),
  };
}

function scoring(
  stem: string,
  model: string,
  dataset: string,
  gpus: readonly number[],
): Recipe {
  return {
    stem,
    pool: 'mi300x',
    gpus,
    hours: [0.4, 3],
    priority: 'low',
    program: seconds => ({
      ...evaluation({ model, dataset, seconds: seconds - OVERHEAD_SECONDS }),
    }),
  };
}

function fetching(stem: string, model: string): Recipe {
  return {
    stem,
    pool: 'mi300x',
    gpus: [0],
    hours: [0.1, 0.6],
    program: () => download(model),
  };
}

function running(
  stem: string,
  type: 'custom' | 'data-preparation' | 'benchmark',
  options: {
    entrypoint: string;
    pool?: Recipe['pool'];
    gpus: readonly number[];
    hours: readonly [number, number];
    priority?: PlannedRun['priority'];
  },
): Recipe {
  const { entrypoint, pool = 'mi300x', ...rest } = options;
  return {
    stem,
    pool,
    ...rest,
    program: seconds => script({ type, entrypoint, seconds }),
  };
}

/** What each project does, the frequent things more than once. */
export const RECIPES: Readonly<Record<WorldProject, readonly Recipe[]>> = {
  'research-llm': [
    tuning('llama-8b-sft', {
      model: 'llama-3.1-8b-instruct',
      dataset: 'ultrachat-200k',
      gpus: [4, 4, 8],
      hours: [4, 16],
    }),
    tuning('llama-8b-lora', {
      model: 'llama-3.1-8b-instruct',
      dataset: 'databricks-dolly-15k',
      lora: true,
      gpus: [1, 2, 2],
      hours: [1.5, 7],
    }),
    tuning('qwen-7b-sft', {
      model: 'qwen2.5-7b-instruct',
      dataset: 'ultrachat-200k',
      gpus: [2, 4],
      hours: [3, 14],
    }),
    tuning('qwen3-30b-sft', {
      model: 'qwen3-30b-a3b',
      dataset: 'ultrachat-200k',
      gpus: [8],
      hours: [8, 22],
    }),
    tuning('mistral-7b-dpo', {
      model: 'mistral-7b-instruct-v0.3',
      dataset: 'ultrafeedback-binarized',
      method: 'dpo',
      gpus: [2, 4],
      hours: [3, 12],
    }),
    tuning('llama-70b-sft', {
      model: 'llama-3.1-70b-instruct',
      dataset: 'ultrachat-200k',
      gpus: [8],
      hours: [10, 26],
    }),
    tuning('distill-sft', {
      model: 'deepseek-r1-distill-llama-8b',
      dataset: 'gsm8k',
      pool: 'mi325x',
      gpus: [4, 8],
      hours: [6, 22],
    }),
    scoring('eval-llama-8b', 'llama-3.1-8b-instruct', 'cnn-dailymail', [1, 2]),
    scoring('eval-qwen3-30b', 'qwen3-30b-a3b', 'cnn-dailymail', [2, 4]),
    running('tokenise-fineweb', 'data-preparation', {
      entrypoint: 'python tokenise.py --dataset fineweb-edu-10bt --shards 64',
      gpus: [0],
      hours: [0.5, 3],
    }),
    running('bench-vllm-70b', 'benchmark', {
      entrypoint: 'python benchmark_throughput.py --tensor-parallel-size 4',
      gpus: [4],
      hours: [0.4, 1.5],
    }),
    fetching('fetch-gpt-oss-20b', 'gpt-oss-20b'),
  ],
  'research-vision': [
    tuning('captioner-sft', {
      model: 'captioner-7b',
      gpus: [4, 4, 8],
      hours: [5, 20],
    }),
    tuning('satellite-vit', {
      model: 'satellite-vit-2b',
      method: 'pretrain',
      gpus: [4, 8],
      hours: [8, 28],
    }),
    tuning('video-diffusion', {
      model: 'video-diffusion-3b',
      method: 'pretrain',
      pool: 'mi325x',
      gpus: [8],
      hours: [10, 28],
    }),
    tuning('segmentation', {
      model: 'segmentation-1b',
      pool: 'mi210',
      gpus: [1, 2, 4],
      hours: [2, 12],
    }),
    running('detector-training', 'custom', {
      entrypoint: 'python train_detector.py --epochs 40',
      pool: 'l40s',
      gpus: [1, 2, 4],
      hours: [2, 10],
    }),
    running('augment-images', 'data-preparation', {
      entrypoint: 'python augment.py --input s3://research-vision/raw',
      gpus: [0],
      hours: [0.5, 4],
    }),
    running('bench-detector', 'benchmark', {
      entrypoint: 'python bench_latency.py --batch 1,8,32',
      pool: 'l40s',
      gpus: [1],
      hours: [0.3, 1.5],
    }),
  ],
  'products-assistant': [
    tuning('assistant-lora', {
      model: 'qwen2.5-7b-instruct',
      dataset: 'databricks-dolly-15k',
      lora: true,
      gpus: [2, 4],
      hours: [1.5, 6],
    }),
    scoring('eval-assistant', 'llama-3.1-70b-instruct', 'cnn-dailymail', [4]),
    running('load-test-assistant', 'benchmark', {
      entrypoint: 'python load_test.py --users 200',
      gpus: [1, 2],
      hours: [0.3, 1.5],
    }),
  ],
  'products-documents': [
    running('extract-contracts', 'custom', {
      entrypoint:
        'python -m extraction.batch --source s3://products-documents/contracts',
      gpus: [1, 2, 4],
      hours: [1, 9],
    }),
    tuning('layout-model', {
      model: 'layout-model-7b',
      pool: 'mi325x',
      gpus: [4],
      hours: [3, 10],
    }),
    running('split-scans', 'data-preparation', {
      entrypoint: 'python split_scans.py --resolution 300',
      gpus: [0],
      hours: [0.3, 2],
    }),
  ],
  'operations-forecast': [
    running('demand-forecast', 'custom', {
      entrypoint: 'python train.py --config demand-2026.yaml',
      gpus: [2, 4],
      hours: [2, 10],
    }),
    running('backtest', 'custom', {
      entrypoint: 'python backtest.py --weeks 26',
      gpus: [1, 2],
      hours: [0.5, 4],
      priority: 'low',
    }),
  ],
};
