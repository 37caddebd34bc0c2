import { hashFraction } from '../controllers/runtime/random';
import { endlessCourse, sequence } from './courses';
import {
  gatedModel,
  isGated,
  outOfGpuMemory,
  requestedFailure,
} from './failures';
import { isEditor } from '../kubelet/workspace/describeWorkspace';
import { billionsOf } from './fineTuningConfig';
import type { Profile, ProfileInput } from './types';

/** The model that an endpoint serves, from its environment or from the arguments of the usual engines. */
export function servedModel(
  input: Pick<ProfileInput, 'env' | 'args' | 'command'>,
): string {
  const { env } = input;
  const words = [...input.command, ...input.args].flatMap(text =>
    text.split(/\s+/),
  );
  const flag = words.findIndex(
    word => word === '--model' || word === '--model-path',
  );
  const serve = words.findIndex(word => word === 'serve');
  return (
    env.MODEL_NAME ||
    env.MODEL ||
    env.MODEL_ID ||
    (flag >= 0 ? words[flag + 1] : undefined) ||
    (serve >= 0 ? words[serve + 1] : undefined) ||
    words.find(word => word.startsWith('--model='))?.slice('--model='.length) ||
    'base-model'
  );
}

/** An OpenAI-compatible model server: loads the weights, gets ready, reports its throughput every ten seconds. */
export const inference: Profile = input => {
  const model = servedModel(input);
  const billions = billionsOf(model);
  const startup = sequence(0.3, [
    [
      0.4,
      `INFO Starting server for model ${model}, tensor parallel size ${Math.max(
        1,
        input.gpus,
      )}`,
    ],
    [1.2, 'INFO Resolved architecture, max model length 32768'],
  ]);
  if (isGated(input, model) && !input.env.HF_TOKEN) {
    return gatedModel('inference', model, startup);
  }
  const needed =
    Number(input.annotations['sandbox.silogen.ai/gpu-memory-gib']) ||
    billions * 2.2;
  const available = input.gpuMemoryGiB * Math.max(1, input.gpus);
  if (
    requestedFailure(input.annotations) === 'gpu-memory' ||
    (input.gpus > 0 && available > 0 && needed > available)
  ) {
    return outOfGpuMemory(
      'inference',
      input,
      Math.max(needed, input.gpuMemoryGiB + 4),
      startup,
    );
  }
  const loadSeconds = 4 + Math.min(10, billions / 8);
  const loading = sequence(startup.at(-1)?.at ?? 0, [
    [
      loadSeconds,
      `INFO Model loading took ${(billions * 1.9).toFixed(
        2,
      )} GiB and ${loadSeconds.toFixed(1)} seconds`,
    ],
    [
      1.5,
      `INFO GPU KV cache size: ${Math.max(
        1,
        Math.round((available - needed) * 7800),
      )} tokens`,
    ],
    [2, 'INFO Application startup complete, listening on 0.0.0.0:8080'],
  ]);
  return endlessCourse({
    profile: 'inference',
    serves: 'inference',
    startup: [...startup, ...loading],
    readyAt: (loading.at(-1)?.at ?? 0) + 0.5,
    everySeconds: 10,
    line: index => {
      const load = hashFraction(input.seed, 'load', Math.floor(index / 12));
      const running = Math.round(
        load * 6 * hashFraction(input.seed, 'running', index),
      );
      if (running === 0) {
        return undefined;
      }
      const prompt = (
        running *
        (140 + hashFraction(input.seed, 'prompt', index) * 260)
      ).toFixed(1);
      const generated = (
        running *
        (38 + hashFraction(input.seed, 'generated', index) * 22)
      ).toFixed(1);
      const cache = (
        running *
        (1.1 + hashFraction(input.seed, 'cache', index))
      ).toFixed(1);
      return (
        `INFO Avg prompt throughput: ${prompt} tokens/s, Avg generation throughput: ${generated} tokens/s, ` +
        `Running: ${running} reqs, Waiting: 0 reqs, GPU KV cache usage: ${cache}%`
      );
    },
  });
};

/** An interactive session: a notebook or an editor in the browser. */
export const workspace: Profile = input => {
  const startup = isEditor(input)
    ? sequence(0.4, [
        [0.8, 'info  code-server 4.100.2'],
        [0.9, 'info  Using user-data-dir /workload/.local/share/code-server'],
        [0.6, 'info  HTTP server listening on http://0.0.0.0:8080/'],
      ])
    : sequence(0.4, [
        [0.9, '[I ServerApp] jupyterlab | extension was successfully linked.'],
        [
          0.8,
          '[I ServerApp] Serving notebooks from local directory: /workload',
        ],
        [
          0.7,
          '[I ServerApp] Jupyter Server is running at http://0.0.0.0:8888/lab',
        ],
      ]);
  return endlessCourse({
    profile: 'workspace',
    serves: 'workspace',
    startup,
    readyAt: (startup.at(-1)?.at ?? 0) + 0.5,
    everySeconds: 60,
    line: index =>
      hashFraction(input.seed, 'kernel', index) > 0.8
        ? '[I ServerApp] Saving file at /Untitled.ipynb'
        : undefined,
  });
};
