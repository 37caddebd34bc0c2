import { useEffect, useRef, useState } from 'react';
import { appendChunk, closeLog, EMPTY_LOG, type LogText } from './logLines';

/** Chunks may come by the hundred a second; the screen follows at this distance. Milliseconds. */
const FLUSH_MS = 100;

/** Opens a log; ends when the signal is aborted. */
export type OpenLog = (signal: AbortSignal) => Promise<ReadableStream<string>>;

/** What of a log has been read, and how it stands. */
export interface LogStream {
  log: LogText;
  state: 'opening' | 'open' | 'ended' | 'failed';
  error?: Error;
}

const OPENING: LogStream = { log: EMPTY_LOG, state: 'opening' };

/** Reads a log into memory, the newest `limit` lines of it. A new `streamKey` opens it anew. */
export function useLogStream(options: {
  open: OpenLog;
  streamKey: string;
  limit: number;
}): LogStream {
  const { streamKey, limit } = options;
  const open = useRef(options.open);
  open.current = options.open;
  const [stream, setStream] = useState<LogStream>(OPENING);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    let log = EMPTY_LOG;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (state: LogStream['state'], error?: Error) => {
      clearTimeout(timer);
      timer = undefined;
      if (!signal.aborted) {
        setStream({ log, state, error });
      }
    };
    const read = async () => {
      const reader = (await open.current(signal)).getReader();
      signal.addEventListener('abort', () => reader.cancel().catch(() => {}));
      show('open');
      for (;;) {
        const { done, value } = await reader.read();
        if (done) {
          break;
        }
        log = appendChunk(log, value, limit);
        timer ??= setTimeout(() => show('open'), FLUSH_MS);
      }
      log = closeLog(log, limit);
      show('ended');
    };
    setStream(OPENING);
    read().catch(error =>
      show('failed', error instanceof Error ? error : new Error(String(error))),
    );
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [streamKey, limit]);

  return stream;
}
