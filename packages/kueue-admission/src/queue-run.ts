import { compareQueued } from './order';
import { QueueNode } from './tree';
import { AdmissionWorkload, Decision } from './types';

/** Equal for workloads that Kueue cannot tell apart when it looks for room. */
function shapeOf(workload: AdmissionWorkload, queue: QueueNode): string {
  const byAge =
    queue.spec.preemption.withinClusterQueue === 'LowerOrNewerEqualPriority';
  return JSON.stringify(
    [
      workload.priority,
      byAge ? workload.queuedAtMs : 0,
      workload.namespaceLabels,
      workload.podSets,
    ],
    (_, value) => (typeof value === 'bigint' ? `${value}` : value),
  );
}

/**
 * A queue's pending workloads while cycles run: those to try, in order, and those that a BestEffortFIFO queue has left
 * aside until something changes.
 */
export class QueueRun {
  readonly queue: QueueNode;
  /** In reverse order, so that the head is cheap to take. */
  #waiting: AdmissionWorkload[];
  #parked: AdmissionWorkload[] = [];
  /** Of BestEffortFIFO queues, not yet in 0.12: a preemptor keeps the head until it is admitted or has to wait again. */
  #preemptor?: AdmissionWorkload;
  /** Of the last preemptor, which keeps the head also after a cycle that it lost against another queue. */
  #preemptorKey?: string;
  /** What is known about a shape since the last change. */
  readonly #inVain = new Map<string, Decision>();

  /** `keepsHead`: whether a preemptor stays the head of its queue. */
  constructor(
    queue: QueueNode,
    pending: readonly AdmissionWorkload[],
    keepsHead: boolean,
  ) {
    this.queue = queue;
    this.#preemptor =
      keepsHead && !this.#strict
        ? pending.find(({ preempting }) => preempting)
        : undefined;
    this.#preemptorKey = this.#preemptor?.key;
    this.#waiting = pending
      .filter(workload => workload !== this.#preemptor)
      .reverse();
  }

  get #strict(): boolean {
    return this.queue.spec.queueingStrategy === 'StrictFIFO';
  }

  /**
   * Takes the head out. Workloads just like one that waited in vain are left aside as well and reported to `onSkip`.
   */
  takeHead(
    onSkip: (workload: AdmissionWorkload, decision: Decision) => void,
  ): AdmissionWorkload | undefined {
    const preemptor = this.#preemptor;
    if (preemptor) {
      this.#preemptor = undefined;
      return preemptor;
    }
    for (;;) {
      const head = this.#waiting.pop();
      const known =
        head && this.#inVain.size > 0
          ? this.#inVain.get(shapeOf(head, this.queue))
          : undefined;
      if (!head || !known) {
        return head;
      }
      this.#parked.push(head);
      onSkip(head, known);
    }
  }

  /** Puts a workload in its place in the queue. */
  enqueue(workload: AdmissionWorkload): void {
    let low = 0;
    let high = this.#waiting.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (compareQueued(this.#waiting[middle], workload) > 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    this.#waiting.splice(low, 0, workload);
  }

  /** Puts a workload back whose victims are on their way out. */
  enqueuePreemptor(workload: AdmissionWorkload, keepsHead: boolean): void {
    if (keepsHead && !this.#strict) {
      this.#preemptor = workload;
      this.#preemptorKey = workload.key;
    } else {
      this.enqueue(workload);
    }
  }

  /** Puts back who lost against another queue in its cycle. */
  enqueueAgain(workload: AdmissionWorkload): void {
    if (workload.key === this.#preemptorKey) {
      this.#preemptor = workload;
    } else {
      this.enqueue(workload);
    }
  }

  /** Leaves a workload aside that found no room; a StrictFIFO queue keeps it. False if it stays at the head. */
  park(workload: AdmissionWorkload, decision: Decision): boolean {
    const refused =
      decision.outcome === 'wait' && decision.reason === 'QueueUnavailable';
    if (this.#strict && !refused) {
      this.enqueue(workload);
      return false;
    }
    this.#parked.push(workload);
    this.#inVain.set(shapeOf(workload, this.queue), decision);
    return true;
  }

  /** Something changed: everything is worth another look. */
  reopen(): void {
    this.#inVain.clear();
    if (this.#parked.length > 0) {
      this.#waiting = [...this.#waiting, ...this.#parked].sort((a, b) =>
        compareQueued(b, a),
      );
      this.#parked = [];
    }
  }

  /** Who keeps the head although others may come before it in order. */
  get preemptor(): AdmissionWorkload | undefined {
    return this.#preemptor;
  }

  /** All that still wait, in order. */
  get remaining(): AdmissionWorkload[] {
    const all = [...this.#waiting, ...this.#parked];
    if (this.#preemptor) {
      all.push(this.#preemptor);
    }
    return all.sort(compareQueued);
  }
}
