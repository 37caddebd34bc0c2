import { SUBMITTERS } from './people';
import { training } from './programs';
import type { PlannedRun } from './types';

const HOUR_MS = 3_600_000;

/** The model that this run has made is served by `support-assistant-endpoint`. */
export const TUNED_RUN = 'support-assistant-sft';
/** What its submitter calls that model. */
export const TUNED_MODEL = 'support-assistant-8b';

/** Finished runs that the world's stories need. */
export function specialRuns(startMs: number): PlannedRun[] {
  const base = {
    cluster: 'hall-a' as const,
    pool: 'mi300x',
    kind: 'KaiwoJob' as const,
    priority: 'medium' as const,
    places: [],
  };
  return [
    {
      ...base,
      name: TUNED_RUN,
      project: 'research-llm',
      submitter: SUBMITTERS['research-llm'],
      gpus: 2,
      ...training({
        model: 'llama-3.1-8b-instruct',
        dataset: 'databricks-dolly-15k',
        lora: true,
        epochs: 3,
        steps: 640,
        secondsPerStep: 15,
        loggingSteps: 8,
        saveSteps: 80,
        outputModel: TUNED_MODEL,
        outputPath: 's3://research-llm/support-assistant-8b',
      }),
      submittedAtMs: startMs - 51 * HOUR_MS,
      seconds: 9_700,
    },
    {
      ...base,
      name: 'qwen-vl-72b-full-sft',
      project: 'research-vision',
      submitter: SUBMITTERS['research-vision'],
      gpus: 4,
      // 72 billion weights with all of their optimiser states do not fit on four of these GPUs.
      ...training({
        model: 'qwen2.5-vl-72b',
        epochs: 2,
        steps: 2_400,
        secondsPerStep: 10,
        loggingSteps: 10,
        saveSteps: 100,
      }),
      submittedAtMs: startMs - 28.2 * HOUR_MS,
      seconds: 95,
    },
    {
      ...base,
      name: 'gemma-3-27b-sft',
      project: 'research-llm',
      submitter: SUBMITTERS['research-llm'],
      gpus: 4,
      ...training({
        model: 'gemma-3-27b-it',
        dataset: 'databricks-dolly-15k',
        epochs: 3,
        steps: 1_200,
        secondsPerStep: 12,
        loggingSteps: 6,
        saveSteps: 100,
        gated: true,
      }),
      submittedAtMs: startMs - 20.1 * HOUR_MS,
      seconds: 25,
    },
  ];
}
