import { failureReason } from './observePods';
import type { PodObject } from './kube';

const podEndingWith = (message: string | undefined): PodObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p' },
  status: {
    phase: 'Failed',
    containerStatuses: [
      {
        name: 'workload',
        state: { terminated: { exitCode: 1, reason: 'Error', message } },
      },
    ],
  },
});

describe('failureReason', () => {
  it.each([
    [
      'huggingface_hub.errors.GatedRepoError: 401 Client Error. Access to model x is restricted.',
      'The model is gated',
    ],
    [
      'torch.OutOfMemoryError: HIP out of memory. Tried to allocate 24.00 GiB.',
      'It ran out of GPU memory',
    ],
    ['RuntimeError: CUDA out of memory', 'It ran out of GPU memory'],
    [
      "FileNotFoundError: [Errno 2] No such file or directory: '/d'",
      'A file that it reads is not there',
    ],
    ['ValueError: x', 'Container workload ended with exit code 1'],
    [undefined, 'Container workload ended with exit code 1'],
  ])('reads %j', (message, text) => {
    const reason = failureReason([podEndingWith(message)]);
    expect(reason?.text).toContain(text);
    expect(reason?.message).toBe(message ?? 'Error');
  });
});
