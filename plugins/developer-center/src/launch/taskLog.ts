/** Colours that the scaffolder's logger puts around a level. */
// eslint-disable-next-line no-control-regex
const ANSI = /\u001b\[\d+m/g;
/** What the task's log puts before a line, and the fields after it. */
const STAMP = /^\d{4}-\d\d-\d\dT[\d:.]+Z? /;
const FIELDS = / \{"[^\n]*\}$/;
const ERROR = /^error: /;

/**
 * What a task complained about, line by line and each once: the action writes a line for every field that is wrong, with
 * what to do about it.
 */
export function complaintsIn(
  stepLogs: Record<string, readonly string[]>,
): string[] {
  const lines = Object.values(stepLogs)
    .flat()
    .map(line => line.replace(STAMP, '').replace(ANSI, ''))
    .filter(line => ERROR.test(line))
    .map(line => line.replace(ERROR, '').replace(FIELDS, '').trim());
  return [...new Set(lines)];
}
