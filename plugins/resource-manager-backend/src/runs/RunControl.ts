import { isFinalRunState } from '@silogen/backstage-plugin-resource-manager-common';
import { problem } from '../problems';
import type { RunReactions } from './RunReactions';
import type { RunDecision, RunStore } from './store/RunStore';
import type { RunRecord } from './types';

export interface RunControlOptions {
  store: RunStore;
  reactions: RunReactions;
  /** Tells the cluster's actor that there is something to do. */
  nudge(cluster: string): void;
  now: () => Date;
}

/** Stopping and deleting: what is wanted is noted, the actor does it. Both can be asked for again without harm. */
export class RunControl {
  readonly #options: RunControlOptions;

  static create(options: RunControlOptions): RunControl {
    return new RunControl(options);
  }

  private constructor(options: RunControlOptions) {
    this.#options = options;
  }

  /** @throws ConflictError when the run has ended already */
  async stop(run: RunRecord, by: string | undefined): Promise<RunRecord> {
    return await this.#want(run, current => {
      if (isFinalRunState(current.state)) {
        throw problem(
          'conflict',
          'run.finished',
          `${current.name} has ended already: it is ${current.state}`,
          [
            {
              field: 'run',
              problem: `is ${current.state}`,
              remedy: 'There is nothing left to stop.',
            },
          ],
        );
      }
      if (current.intent === 'stop' || current.intent === 'delete')
        return undefined;
      return {
        change: {
          intent: 'stop',
          intentBy: by,
          attempts: 0,
          nextAttemptAt: undefined,
        },
        events: [
          { at: this.#now, type: 'stopping', text: 'Is being stopped', by },
        ],
      };
    });
  }

  async delete(run: RunRecord, by: string | undefined): Promise<RunRecord> {
    return await this.#want(run, current => {
      const nothingLeft =
        isFinalRunState(current.state) && !current.objectPresent;
      if (current.intent === 'delete' || nothingLeft) return undefined;
      return {
        change: {
          intent: 'delete',
          intentBy: by,
          attempts: 0,
          nextAttemptAt: undefined,
        },
        events: [
          {
            at: this.#now,
            type: 'stopping',
            text: 'Its objects are being removed from the cluster',
            by,
          },
        ],
      };
    });
  }

  get #now(): string {
    return this.#options.now().toISOString();
  }

  async #want(run: RunRecord, decide: RunDecision): Promise<RunRecord> {
    const result = await this.#options.store.update(run.id, decide);
    if (!result)
      throw problem('notFound', 'notFound', `There is no run ${run.id}`);
    await this.#options.reactions.to(result);
    this.#options.nudge(run.cluster);
    return result.run;
  }
}
