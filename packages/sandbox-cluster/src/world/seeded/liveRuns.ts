import { kubeTime } from '../../controllers/runtime/clock';
import { SUBMITTERS, type WorldProject } from './people';
import {
  endpoint,
  resumableEvaluation,
  script,
  training,
  workspace,
  type Program,
} from './programs';
import { IDLE_ANNOTATION, type PlannedRun, type Place } from './types';

const HOUR_MS = 3_600_000;
const DAY = 86_400;

interface Live {
  name: string;
  project: WorldProject;
  pool: 'mi300x' | 'mi325x' | 'mi210' | 'l40s';
  gpus: number;
  pods?: number;
  kind?: PlannedRun['kind'];
  priority?: PlannedRun['priority'];
  /** Hours since it was submitted; it was admitted a minute later unless it waits. */
  hours: number;
  place?: [node: string, firstGpu: number];
  idleHours?: number;
  program: Program;
}

const HALLS = {
  mi300x: 'hall-a',
  mi325x: 'hall-a',
  mi210: 'hall-b',
  l40s: 'hall-b',
} as const;

/** Runs of days, so that what the world shows lasts: at speed 1 for more than a day. */
const MI300X: readonly Live[] = [
  {
    name: 'llama-70b-continued-pretraining',
    project: 'research-llm',
    pool: 'mi300x',
    gpus: 8,
    hours: 71,
    place: ['hall-a-mi300x-1', 0],
    program: training({
      model: 'llama-3.1-70b-instruct',
      dataset: 'fineweb-edu-10bt',
      method: 'pretrain',
      steps: 17_280,
      secondsPerStep: 30,
      loggingSteps: 4,
      saveSteps: 120,
    }),
  },
  {
    name: 'qwen3-30b-sft-v4',
    project: 'research-llm',
    pool: 'mi300x',
    gpus: 4,
    hours: 9,
    place: ['hall-a-mi300x-2', 0],
    program: training({
      model: 'qwen3-30b-a3b',
      dataset: 'ultrachat-200k',
      epochs: 3,
      steps: 9_000,
      secondsPerStep: 20,
      loggingSteps: 3,
      saveSteps: 90,
    }),
  },
  {
    name: 'mistral-7b-dpo-refusals',
    project: 'research-llm',
    pool: 'mi300x',
    gpus: 4,
    hours: 6,
    place: ['hall-a-mi300x-2', 4],
    program: training({
      model: 'mistral-7b-instruct-v0.3',
      dataset: 'ultrafeedback-binarized',
      method: 'dpo',
      epochs: 2,
      steps: 12_000,
      secondsPerStep: 15,
      loggingSteps: 4,
      saveSteps: 120,
    }),
  },
  {
    name: 'nadia-notebook',
    project: 'research-llm',
    pool: 'mi300x',
    gpus: 2,
    kind: 'KaiwoService',
    priority: 'high',
    hours: 26,
    idleHours: 5,
    place: ['hall-a-mi300x-3', 0],
    program: workspace('jupyterlab'),
  },
  {
    name: 'nightly-evaluation',
    project: 'research-llm',
    pool: 'mi300x',
    gpus: 8,
    priority: 'low',
    hours: 0.7,
    place: ['hall-a-mi300x-4', 0],
    program: resumableEvaluation({
      model: 'llama-3.1-70b-instruct',
      dataset: 'gsm8k',
      rows: 86_400,
      seconds: 3 * DAY,
      resultsUri: 's3://research-llm/nightly-evaluation',
    }),
  },
  {
    name: 'captioner-sft',
    project: 'research-vision',
    pool: 'mi300x',
    gpus: 4,
    hours: 20,
    place: ['hall-a-mi300x-5', 0],
    program: training({
      model: 'captioner-7b',
      epochs: 4,
      steps: 14_400,
      secondsPerStep: 20,
      loggingSteps: 3,
      saveSteps: 90,
    }),
  },
  {
    name: 'satellite-vit-pretraining',
    project: 'research-vision',
    pool: 'mi300x',
    gpus: 4,
    hours: 45,
    place: ['hall-a-mi300x-5', 4],
    program: training({
      model: 'satellite-vit-2b',
      method: 'pretrain',
      steps: 12_960,
      secondsPerStep: 30,
      loggingSteps: 4,
      saveSteps: 120,
    }),
  },
  {
    name: 'assistant-chat-large',
    project: 'products-assistant',
    pool: 'mi300x',
    gpus: 4,
    kind: 'KaiwoService',
    priority: 'high',
    hours: 9 * 24,
    place: ['hall-a-mi300x-6', 0],
    program: endpoint({ model: 'llama-3.1-70b-instruct' }),
  },
  {
    name: 'assistant-chat-fast',
    project: 'products-assistant',
    pool: 'mi300x',
    gpus: 4,
    kind: 'KaiwoService',
    priority: 'high',
    hours: 5 * 24,
    place: ['hall-a-mi300x-6', 4],
    program: endpoint({ model: 'qwen3-30b-a3b' }),
  },
  {
    name: 'document-extraction',
    project: 'products-documents',
    pool: 'mi300x',
    gpus: 2,
    hours: 15,
    place: ['hall-a-mi300x-3', 2],
    program: script({
      type: 'custom',
      entrypoint:
        'python -m extraction.batch --source s3://products-documents/inbox',
      seconds: 4 * DAY,
    }),
  },
  {
    name: 'demand-forecast-training',
    project: 'operations-forecast',
    pool: 'mi300x',
    gpus: 4,
    hours: 11,
    place: ['hall-a-mi300x-3', 4],
    program: script({
      type: 'custom',
      entrypoint: 'python train.py --config demand-2026.yaml',
      seconds: 4 * DAY,
    }),
  },
];

const MI325X: readonly Live[] = [
  {
    name: 'deepseek-distill-sft',
    project: 'research-llm',
    pool: 'mi325x',
    gpus: 8,
    hours: 30,
    place: ['hall-a-mi325x-1', 0],
    program: training({
      model: 'deepseek-r1-distill-llama-8b',
      dataset: 'gsm8k',
      epochs: 5,
      steps: 20_000,
      secondsPerStep: 18,
      loggingSteps: 5,
      saveSteps: 100,
    }),
  },
  {
    name: 'video-diffusion-pretraining',
    project: 'research-vision',
    pool: 'mi325x',
    gpus: 8,
    hours: 52,
    place: ['hall-a-mi325x-2', 0],
    program: training({
      model: 'video-diffusion-3b',
      method: 'pretrain',
      steps: 17_280,
      secondsPerStep: 30,
      loggingSteps: 4,
      saveSteps: 120,
    }),
  },
  {
    name: 'layout-model-sft',
    project: 'products-documents',
    pool: 'mi325x',
    gpus: 4,
    hours: 3,
    program: training({
      model: 'layout-model-7b',
      epochs: 2,
      steps: 3_600,
      secondsPerStep: 10,
      loggingSteps: 6,
      saveSteps: 60,
    }),
  },
  {
    name: 'long-context-405b-sft',
    project: 'research-llm',
    pool: 'mi325x',
    gpus: 8,
    pods: 3,
    kind: 'Job',
    hours: 20,
    program: training({
      model: 'long-context-405b',
      epochs: 1,
      steps: 8_640,
      secondsPerStep: 30,
      loggingSteps: 4,
      saveSteps: 120,
    }),
  },
];

function hallB(tunedModelRef: string): readonly Live[] {
  return [
    {
      name: 'support-assistant-endpoint',
      project: 'research-llm',
      pool: 'mi210',
      gpus: 1,
      kind: 'Deployment',
      priority: 'high',
      hours: 44,
      place: ['hall-b-mi210-1', 0],
      program: endpoint({
        name: 'support-assistant-8b',
        modelRef: tunedModelRef,
      }),
    },
    {
      name: 'segmentation-sft',
      project: 'research-vision',
      pool: 'mi210',
      gpus: 2,
      kind: 'Job',
      hours: 17,
      place: ['hall-b-mi210-1', 1],
      program: training({
        model: 'segmentation-1b',
        epochs: 6,
        steps: 14_400,
        secondsPerStep: 20,
        loggingSteps: 3,
        saveSteps: 90,
      }),
    },
    {
      name: 'detector-endpoint',
      project: 'research-vision',
      pool: 'l40s',
      gpus: 2,
      kind: 'Deployment',
      priority: 'high',
      hours: 6 * 24,
      place: ['hall-b-l40s-1', 0],
      program: endpoint({ name: 'detector-1b' }),
    },
    {
      name: 'viktor-editor',
      project: 'research-vision',
      pool: 'l40s',
      gpus: 1,
      kind: 'Deployment',
      priority: 'high',
      hours: 4,
      place: ['hall-b-l40s-1', 2],
      program: workspace('vscode'),
    },
  ];
}

function placeOf({ place, gpus }: Live): Place[] {
  if (!place) {
    return [];
  }
  const [node, first] = place;
  return [
    { node, gpus: Array.from({ length: gpus }, (_, index) => first + index) },
  ];
}

/** What runs or waits at the moment at which the world begins. */
export function liveRuns(options: {
  startMs: number;
  /** Entity ref of the model that run `support-assistant-sft` has made. */
  tunedModelRef: string;
}): PlannedRun[] {
  const { startMs, tunedModelRef } = options;
  return [...MI300X, ...MI325X, ...hallB(tunedModelRef)].map(live => {
    const submittedAtMs = startMs - live.hours * HOUR_MS;
    const { annotations, ...program } = live.program;
    return {
      cluster: HALLS[live.pool],
      pool: live.pool,
      project: live.project,
      name: live.name,
      submitter: SUBMITTERS[live.project],
      kind: live.kind ?? 'KaiwoJob',
      priority: live.priority ?? 'medium',
      gpus: live.gpus,
      pods: live.pods,
      ...program,
      annotations,
      ...(live.idleHours !== undefined && {
        podAnnotations: {
          [IDLE_ANNOTATION]: kubeTime(startMs - live.idleHours * HOUR_MS),
        },
      }),
      submittedAtMs,
      admittedAtMs: live.place ? submittedAtMs + 60_000 : undefined,
      places: placeOf(live),
    };
  });
}
