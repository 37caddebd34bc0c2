import type { LogLine } from '../api/podLogs';
import type { Course, CourseLine } from '../profiles';
import type { ContainerView } from './podStatus';
import { elapsedSeconds, wallTimeOf, type ContainerRecord } from './runRecord';
import { kubeTime } from '../controllers/runtime/clock';

/** Simulated seconds before its end that may hold a program's last words. */
const LAST_SECONDS = 10;

/** One started container: its record in time and the course it takes. */
export class ContainerRun {
  readonly record: ContainerRecord;
  readonly course: Course;
  /** Course time up to which lines were written. */
  #writtenUntil: number;
  /** Lines at exactly that time that were written before, after a restart of the kubelet. */
  #skip: number;

  static create(options: {
    record: ContainerRecord;
    course: Course;
    /** What an earlier kubelet has written of this instance, oldest first. */
    written: readonly LogLine[];
  }): ContainerRun {
    const { record, course, written } = options;
    const last = written.at(-1);
    if (!last) {
      return new ContainerRun(record, course, -1, 0);
    }
    // Lines of one moment share a time stamp: those that are there already are skipped by number.
    const same = written.filter(line => line.timeMs === last.timeMs).length;
    const until = ((last.timeMs - record.startedAtMs) / 1000) * record.speed;
    return new ContainerRun(
      record,
      course,
      until - (0.001 * record.speed) / 2,
      same,
    );
  }

  private constructor(
    record: ContainerRecord,
    course: Course,
    until: number,
    skip: number,
  ) {
    this.record = record;
    this.course = course;
    this.#writtenUntil = until;
    this.#skip = skip;
  }

  /** Lines that are due and were not written yet. */
  takeLines(nowMs: number): LogLine[] {
    const elapsed = elapsedSeconds(this.record, nowMs);
    const until = Math.min(elapsed, this.course.end?.at ?? elapsed);
    if (until <= this.#writtenUntil) {
      return [];
    }
    const due: CourseLine[] = this.course.linesBetween(
      this.#writtenUntil,
      until,
    );
    const fresh = due.slice(this.#skip);
    this.#skip = Math.max(0, this.#skip - due.length);
    this.#writtenUntil = until;
    return fresh.map(line => ({
      timeMs: Math.round(wallTimeOf(this.record, line.at)),
      text: line.text,
    }));
  }

  elapsed(nowMs: number): number {
    return elapsedSeconds(this.record, nowMs);
  }

  hasEnded(nowMs: number): boolean {
    const { end } = this.course;
    return end !== undefined && this.elapsed(nowMs) >= end.at;
  }

  isReady(nowMs: number): boolean {
    return this.elapsed(nowMs) >= (this.course.readyAt ?? 0);
  }

  view(nowMs: number): ContainerView {
    const { end } = this.course;
    const { restarts, startedAtMs } = this.record;
    const startedAt = kubeTime(startedAtMs);
    if (end && this.hasEnded(nowMs)) {
      return {
        state: 'terminated',
        exitCode: end.exitCode,
        reason: end.reason,
        lastWords: this.#lastWords(end.at),
        startedAt,
        finishedAt: kubeTime(wallTimeOf(this.record, end.at)),
        restarts,
      };
    }
    return {
      state: 'running',
      startedAt,
      ready: this.isReady(nowMs),
      restarts,
    };
  }

  /** What a kubelet can make a termination message of: at most 2048 bytes of 80 lines. */
  #lastWords(endAt: number): string {
    return this.course
      .linesBetween(endAt - LAST_SECONDS, endAt)
      .slice(-80)
      .map(line => line.text)
      .join('\n')
      .slice(-2048);
  }

  /** Wall time of the next moment at which something happens; always later than `nowMs`. */
  nextWakeMs(nowMs: number): number | undefined {
    const elapsed = this.elapsed(nowMs);
    const times = [
      this.course.nextLineAfter(Math.max(elapsed, this.#writtenUntil)),
      this.course.readyAt,
      this.course.end?.at,
    ].filter((at): at is number => at !== undefined && at > elapsed);
    // By rounding, a moment that is not over yet can lie at this very millisecond of wall time.
    return times.length > 0
      ? Math.max(nowMs + 1, wallTimeOf(this.record, Math.min(...times)))
      : undefined;
  }
}
