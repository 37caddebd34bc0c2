/** Bound of one line of a watch stream: etcd's objects end at 1.5 MiB, so this is never met by a sane server. */
export const MAX_LINE_BYTES = 10 * 1024 * 1024;

/** Thrown when a stream breaks the framing: an endless line. */
export class LineTooLongError extends Error {
  constructor(maxBytes: number) {
    super(`a line of the stream is longer than ${maxBytes} bytes`);
    this.name = 'LineTooLongError';
  }
}

/**
 * Splits a byte stream at newlines. Bytes are joined before they are decoded, so that neither a line nor a
 * character that is spread over chunks is harmed.
 *
 * @param options - `onChunk` is called for every piece that arrives (for stall detection).
 * @returns Lines without their newline; `complete` is false for a last line that no newline ended.
 */
export async function* readLines(
  stream: ReadableStream<Uint8Array>,
  options?: { maxLineBytes?: number; onChunk?: () => void },
): AsyncGenerator<{ text: string; complete: boolean }> {
  const maxLineBytes = options?.maxLineBytes ?? MAX_LINE_BYTES;
  const reader = stream.getReader();
  const pending: Uint8Array[] = [];
  let pendingBytes = 0;
  const take = (last: Uint8Array): string => {
    const text = Buffer.concat([...pending, last]).toString('utf8');
    pending.length = 0;
    pendingBytes = 0;
    return text.endsWith('\r') ? text.slice(0, -1) : text;
  };
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        break;
      }
      options?.onChunk?.();
      let start = 0;
      for (
        let end = value.indexOf(10);
        end >= 0;
        end = value.indexOf(10, start)
      ) {
        if (pendingBytes + end - start > maxLineBytes) {
          throw new LineTooLongError(maxLineBytes);
        }
        const text = take(value.subarray(start, end));
        start = end + 1;
        if (text) {
          yield { text, complete: true };
        }
      }
      if (start < value.length) {
        pending.push(value.subarray(start));
        pendingBytes += value.length - start;
        if (pendingBytes > maxLineBytes) {
          throw new LineTooLongError(maxLineBytes);
        }
      }
    }
    if (pendingBytes > 0) {
      yield { text: take(new Uint8Array()), complete: false };
    }
  } finally {
    // Also reached when the consumer leaves early: the connection must not stay open.
    await reader.cancel().catch(() => undefined);
  }
}
