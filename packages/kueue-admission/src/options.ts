/** A release of Kueue whose behaviour is followed. Between the two listed, releases differ only in ways not modelled. */
export type KueueRelease = '0.12' | '0.19';

export interface SnapshotOptions {
  /** Whose wording the messages have; `0.12` if left out, the release that is deployed with Kaiwo. */
  messages?: KueueRelease;
  /** Whose rules apply where the two differ (see the README); the same as `messages` if left out. */
  rules?: KueueRelease;
}

export interface ResolvedOptions {
  messages: KueueRelease;
  rules: KueueRelease;
}

export function resolveOptions(options: SnapshotOptions): ResolvedOptions {
  const messages = options.messages ?? '0.12';
  return { messages, rules: options.rules ?? messages };
}
