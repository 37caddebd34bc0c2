import { addTo, max } from './amounts';
import { Victim } from './preemption';
import {
  addAll,
  Amounts,
  availableAt,
  Holding,
  QueueNode,
  removeAll,
  usageOf,
} from './tree';
import { FlavorResource } from './types';

/**
 * What has been promised in a cycle. Until the cycle ends, reservations count as usage in the tree, and victims do not
 * count any more.
 */
export class Ledger {
  readonly #reserved: { queue: QueueNode; usage: Amounts }[] = [];
  readonly #victims = new Set<Holding>();
  readonly #victimsUsage = new Map<QueueNode, Amounts>();

  /** Whether one of these victims was already promised to somebody. */
  overlaps(victims: readonly Victim[]): boolean {
    return victims.some(({ holding }) => this.#victims.has(holding));
  }

  /** Whether a usage fits once these victims, and those promised before, are gone. */
  fits(queue: QueueNode, usage: Amounts, victims: readonly Victim[]): boolean {
    victims.forEach(({ holding }) => removeAll(holding.queue, holding.usage));
    const fits = Array.from(usage).every(
      ([key, amount]) => amount <= max(0n, availableAt(queue, key)),
    );
    victims.forEach(({ holding }) => addAll(holding.queue, holding.usage));
    return fits;
  }

  /** A queue's usage with its victims, who still hold their quota. */
  usageOf(queue: QueueNode, key: FlavorResource): bigint {
    const ofVictims = this.#victimsUsage.get(queue)?.get(key) ?? 0n;
    return usageOf(queue, key) + ofVictims;
  }

  reserve(queue: QueueNode, usage: Amounts): void {
    addAll(queue, usage);
    this.#reserved.push({ queue, usage });
  }

  /** Promises the room of victims that nobody else was promised. */
  claim(victims: readonly Victim[]): void {
    for (const { holding } of victims) {
      const { queue, usage } = holding;
      removeAll(queue, usage);
      this.#victims.add(holding);
      const total: Amounts = this.#victimsUsage.get(queue) ?? new Map();
      usage.forEach((amount, key) => addTo(total, key, amount));
      this.#victimsUsage.set(queue, total);
    }
  }

  /** Makes the tree as it was before the cycle. */
  undo(): void {
    this.#reserved.forEach(({ queue, usage }) => removeAll(queue, usage));
    this.#victims.forEach(({ queue, usage }) => addAll(queue, usage));
  }
}
