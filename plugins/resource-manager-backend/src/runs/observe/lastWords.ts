/** Last words of programs that are known well enough to say what helps. Upstream: huggingface_hub, PyTorch, Python. */
const KNOWN: readonly { pattern: RegExp; text: string }[] = [
  {
    pattern: /GatedRepoError|401 Client Error|HTTP 401/,
    text: 'The model is gated: its source answered 401. Accept its terms there, and give the run a Secret with your token.',
  },
  {
    pattern: /OutOfMemoryError|(?:HIP|CUDA) out of memory/,
    text: 'It ran out of GPU memory. Use more GPUs, smaller batches, a shorter context, or an adapter in place of all weights.',
  },
  {
    pattern: /FileNotFoundError|No such file or directory/,
    text: 'A file that it reads is not there. Check the path of its dataset.',
  },
];

/** What a failed container's last words mean, in plain words; undefined for words that say nothing to us. */
export function meaningOf(lastWords: string | undefined): string | undefined {
  return lastWords === undefined
    ? undefined
    : KNOWN.find(({ pattern }) => pattern.test(lastWords))?.text;
}
