import { parameterEnvironment } from '@silogen/backstage-plugin-developer-center-common';
import { finetuningConfig } from './finetuningConfig';
import type { RenderInput } from './types';

export interface EnvVar {
  name: string;
  value?: string;
  valueFrom?: {
    secretKeyRef: { name: string; key: string; optional?: boolean };
  };
}

/** The engine that is configured by one document (upstream: aimfttk). */
const CONFIGURED_ENGINE = 'aimfttk';

function fromSecret(
  name: string,
  secret: { name: string; key: string; optional?: boolean },
): EnvVar {
  return { name, valueFrom: { secretKeyRef: secret } };
}

/**
 * What the container learns of its launch: `RUN_ID`, `RUN_NAME`, `MODEL_URI`, `DATASET_URI`, `OUTPUT_PATH`,
 * `CHECKPOINTS_REMOTE`, one `PARAM_…` a parameter, `FINETUNING_CONFIG` for the fine-tuning engine, `HF_TOKEN` from the
 * named Secret. What the workload declares itself wins, and comes last: Kubernetes expands `$(NAME)` in a value only
 * for variables that stand before it.
 */
export function environmentOf(input: RenderInput): EnvVar[] {
  const { run, model, dataset, outputPath, workload } = input;
  const variables: EnvVar[] = [
    { name: 'RUN_ID', value: run.id },
    { name: 'RUN_NAME', value: run.name },
  ];
  const add = (name: string, value: string | undefined) => {
    if (value !== undefined) variables.push({ name, value });
  };
  add('MODEL_REF', model?.ref);
  add('MODEL_URI', model?.uri);
  add('MODEL_ID', model?.uri?.replace(/^hf:\/\//, ''));
  add('DATASET_REF', dataset?.ref);
  add('DATASET_URI', dataset?.uri);
  add('OUTPUT_PATH', outputPath);
  if (dataset?.rows !== undefined) add('DATASET_ROWS', String(dataset.rows));
  variables.push(...parameterEnvironment(input.parameters));
  if (run.type === 'fine-tuning' || run.type === 'pre-training')
    add('CHECKPOINTS_REMOTE', outputPath);
  if (run.type === 'fine-tuning' && workload.engine === CONFIGURED_ENGINE) {
    add('FINETUNING_CONFIG', finetuningConfig(input));
  }
  if (input.secrets.huggingFaceToken) {
    variables.push(
      fromSecret('HF_TOKEN', {
        name: input.secrets.huggingFaceToken,
        key: 'hf-token',
      }),
    );
  }
  // Optional: a pod that waits for a Secret that never comes would hold its GPUs for ever; a program that misses it ends.
  const own = workload.env.map(({ name, value, secret }) =>
    secret ? fromSecret(name, { ...secret, optional: true }) : { name, value },
  );
  const names = new Set(own.map(({ name }) => name));
  return [...variables.filter(({ name }) => !names.has(name)), ...own];
}
