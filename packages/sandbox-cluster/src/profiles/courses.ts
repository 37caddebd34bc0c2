import type { Course, CourseEnd, CourseLine } from './types';

function firstAfter(lines: readonly CourseLine[], after: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle].at > after) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

/** A program that writes known lines and ends. Lines after the end are never written. */
export function finiteCourse(
  profile: string,
  lines: readonly CourseLine[],
  end: CourseEnd,
  more: Pick<Course, 'progressAt' | 'checkpointAt'> = {},
): Course {
  const written = lines
    .filter(line => line.at <= end.at)
    .sort((a, b) => a.at - b.at);
  return {
    profile,
    ...more,
    end,
    linesBetween: (after, until) =>
      written.slice(firstAfter(written, after), firstAfter(written, until)),
    nextLineAfter: after => written[firstAfter(written, after)]?.at,
  };
}

/** A program that starts up with known lines and then writes one line every `everySeconds`, for ever. */
export function endlessCourse(options: {
  profile: string;
  startup: readonly CourseLine[];
  readyAt: number;
  everySeconds: number;
  /** The n-th line after start-up; `undefined` leaves it out. */
  line(index: number): string | undefined;
  serves?: Course['serves'];
}): Course {
  const { startup, readyAt, everySeconds } = options;
  const indexAfter = (time: number) =>
    Math.max(0, Math.floor((time - readyAt) / everySeconds));
  return {
    profile: options.profile,
    readyAt,
    serves: options.serves,
    linesBetween: (after, until) => {
      const lines = startup.filter(line => line.at > after && line.at <= until);
      for (
        let index = indexAfter(after) + 1;
        readyAt + index * everySeconds <= until;
        index += 1
      ) {
        const text = options.line(index);
        if (text !== undefined) {
          lines.push({ at: readyAt + index * everySeconds, text });
        }
      }
      return lines;
    },
    nextLineAfter: after =>
      startup.find(line => line.at > after)?.at ??
      readyAt + (indexAfter(after) + 1) * everySeconds,
  };
}

/** Lines at given distances: `[seconds after the one before, text]`. */
export function sequence(
  from: number,
  steps: readonly (readonly [number, string])[],
): CourseLine[] {
  let at = from;
  return steps.map(([wait, text]) => {
    at += wait;
    return { at, text };
  });
}
