import type { CycleResult, Progresses } from './cycle';
import type { SearchProgress } from './flavors';
import type { QueueNode } from './tree';

/**
 * Where those that lost against another workload of their last cycle go on: from 0.19 on with the flavors that they have
 * not tried yet, before that with the first one again.
 *
 * Upstream: gate `FlavorFungibilityPreserveScanProgress`, on by default in 0.19.
 */
export class LostSearches {
  readonly #progresses = new Map<string, SearchProgress>();
  /** Cycles in a row in which one lost while nothing changed. */
  readonly #tries = new Map<string, number>();

  get progresses(): Progresses {
    return this.#progresses;
  }

  /** True if the next cycle tries something that this one did not. */
  learn({ workload, progress }: CycleResult, queue: QueueNode): boolean {
    const { key } = workload;
    if (!progress) {
      this.#progresses.delete(key);
      return false;
    }
    this.#progresses.set(key, progress);
    const tries = (this.#tries.get(key) ?? 0) + 1;
    this.#tries.set(key, tries);
    // Several pod sets can make the search go round in circles.
    const { resourceGroups } = queue.spec;
    return tries < resourceGroups.flatMap(({ flavors }) => flavors).length;
  }

  /** Something changed: all that was tried may be tried again. */
  reopen(): void {
    this.#tries.clear();
  }
}
