import type { PlayState, WaitingState } from './types';

const KINDS: [RegExp, string][] = [
  [/insufficient unused quota for (\S+) in flavor ([^\s,]+)/, 'unused'],
  [/insufficient quota for (\S+) in flavor ([^\s,]+)/, 'maximum'],
  [/untolerated taint .* in flavor ([^\s,]+)/, 'taint'],
  [/flavor (\S+) doesn't match node affinity/, 'affinity'],
  [/resource (\S+) unavailable/, 'uncovered'],
  [/no longer fits/, 'no longer fits'],
  [/overlapping preemption targets/, 'overlapping victims'],
];

/** What a message says, without its amounts: why, and for which resources and flavors. */
export function messageClass(message: string): string {
  const parts = message
    .split(/: |, (?=insufficient|untolerated|flavor|resource|couldn't)|; /)
    .flatMap(part =>
      KINDS.filter(([pattern]) => pattern.test(part))
        .slice(0, 1)
        .map(([pattern, kind]) =>
          [kind, ...pattern.exec(part)!.slice(1)].join(' '),
        ),
    );
  return parts.length > 0 ? [...new Set(parts)].sort().join('; ') : message;
}

function differencesOf(
  what: string,
  expected: ReadonlyMap<string, string>,
  actual: ReadonlyMap<string, string>,
): string[] {
  const names = new Set([...expected.keys(), ...actual.keys()]);
  return [...names].sort().flatMap(name => {
    const model = expected.get(name);
    const real = actual.get(name);
    return model === real
      ? []
      : [`${what} ${name}: model ${model ?? '-'}, Kueue ${real ?? '-'}`];
  });
}

/** Said for a moment between two cycles; what is said next may never be written. */
const PASSING = ['no longer fits', 'overlapping victims'];

const UNSAID = 'not looked at';

export interface CompareOptions {
  /** Messages that come again and again: any of them will do. */
  heardOf?(workload: string): readonly string[];
}

export interface Comparison {
  /** Where the model and the real Kueue part, one line each; none when they agree. */
  differences: string[];
  /** Messages that agree. */
  messages: number;
  /** Those among them that the model gave earlier: Kueue had not written its last one. */
  behind: number;
}

const partsOf = (texts: readonly string[]) =>
  new Set(texts.flatMap(text => messageClass(text).split('; ')));

const consistsOf = (text: string, parts: ReadonlySet<string>) =>
  text.split('; ').every(part => parts.has(part));

function agreementOf(
  real: readonly string[],
  { message = '', earlier = new Set(), otherwise, mayBeUnsaid }: WaitingState,
): 'now' | 'behind' | undefined {
  const wanted = messageClass(message);
  const now = partsOf([message, otherwise?.message ?? message]);
  const isOrdered = messageClass(otherwise?.message ?? message) === wanted;
  // Where the order makes a difference, each flavor is looked at in an order of its own.
  const isWanted = (text: string) =>
    isOrdered ? text === wanted : consistsOf(text, now);
  if (real.some(isWanted)) {
    return 'now';
  }
  const before = [
    ...PASSING,
    ...Array.from(earlier, messageClass),
    ...(mayBeUnsaid ? [UNSAID] : []),
  ];
  const everSaid = partsOf([...earlier, ...(otherwise?.earlier ?? [])]);
  return real.some(
    text =>
      before.includes(text) ||
      (otherwise && consistsOf(text, everSaid)) ||
      // Looked at before others took what there was for some of its parts.
      consistsOf(text, now),
  )
    ? 'behind'
    : undefined;
}

/** Compares who is where, and what is said of those that wait. */
export function compareStates(
  model: PlayState,
  real: PlayState,
  { heardOf = () => [] }: CompareOptions = {},
): Comparison {
  const expected = new Map<string, string>();
  const actual = new Map<string, string>();
  const counts = { messages: 0, behind: 0 };
  for (const [name, { message }] of model.waiting) {
    // Where nobody looked at it in the model, only that it waits is compared.
    expected.set(name, message === undefined ? 'waits' : messageClass(message));
  }
  for (const [name, { message }] of real.waiting) {
    const wanted = expected.get(name);
    const classes = [message ?? UNSAID, ...heardOf(name)].map(messageClass);
    const state = model.waiting.get(name);
    if (state && wanted !== 'waits') {
      const agreement = agreementOf(classes, state);
      counts.messages += agreement ? 1 : 0;
      counts.behind += agreement === 'behind' ? 1 : 0;
      actual.set(name, agreement ? wanted! : classes[0]);
    } else {
      actual.set(name, wanted ?? classes[0]);
    }
  }
  return {
    differences: [
      ...differencesOf('admitted', model.admitted, real.admitted),
      ...differencesOf('evicted', model.evicting, real.evicting),
      ...differencesOf('waiting', expected, actual),
    ],
    ...counts,
  };
}
