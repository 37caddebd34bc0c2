/** A log as far as it was read; immutable, so that React sees each step. */
export interface LogText {
  /** Whole lines, oldest first, at most the limit. */
  lines: readonly string[];
  /** Number of the first of them, counted from 0 since the log was opened. */
  first: number;
  /** What came after the last line end. */
  rest: string;
}

export const EMPTY_LOG: LogText = { lines: [], first: 0, rest: '' };

/** Takes colour and cursor codes away, which programs write for terminals. */
function plain(line: string): string {
  // eslint-disable-next-line no-control-regex
  const text = line.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '');
  // A progress bar rewrites its line with carriage returns; its last state is what a terminal would show.
  const states = text.split('\r').filter(state => state !== '');
  return states.at(-1) ?? '';
}

/** Adds a chunk; of more than `limit` lines the oldest are dropped. */
export function appendChunk(
  log: LogText,
  chunk: string,
  limit: number,
): LogText {
  const parts = (log.rest + chunk).split('\n');
  const rest = parts.pop() ?? '';
  const all =
    parts.length > 0 ? [...log.lines, ...parts.map(plain)] : log.lines;
  const dropped = Math.max(0, all.length - limit);
  return {
    lines: dropped > 0 ? all.slice(dropped) : all,
    first: log.first + dropped,
    rest,
  };
}

/** Ends the log: what came after the last line end becomes a line. */
export function closeLog(log: LogText, limit: number): LogText {
  return log.rest === '' ? log : appendChunk(log, '\n', limit);
}

/** Whether a line contains the text, letter case aside; nothing matches an empty text. */
export function lineMatches(line: string, search: string): boolean {
  return (
    search !== '' &&
    line.toLocaleLowerCase('en-US').includes(search.toLocaleLowerCase('en-US'))
  );
}
