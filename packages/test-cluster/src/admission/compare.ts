import type { PlayState, PlayWorld, WaitingState } from './types';

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

/** Why alone, for a message whose resources were looked at in random order, up to the first that had no room. */
const kindsOf = (text: string) =>
  new Set(text.split('; ').map(part => part.split(' ')[0]));

export interface CompareOptions {
  /** Messages that come again and again: any of them will do. */
  heardOf?(workload: string): readonly string[];
  /** Whether Kueue looks at resources of this workload in random order. */
  isRandom?(workload: string): boolean;
}

export interface Comparison {
  /** Where the model and the real Kueue part, one line each; none when they agree. */
  differences: string[];
  /** Messages that agree. */
  messages: number;
  /** Those among them that the model gave earlier: Kueue had not written its last one. */
  behind: number;
}

function agreementOf(
  real: readonly string[],
  { message = '', earlier = new Set(), mayBeUnsaid }: WaitingState,
  isRandom: boolean,
): 'now' | 'behind' | undefined {
  const wanted = messageClass(message);
  const isWanted = (text: string) =>
    isRandom
      ? [...kindsOf(text)].some(kind => kindsOf(wanted).has(kind))
      : text === wanted;
  if (real.some(isWanted)) {
    return 'now';
  }
  const before = [
    ...PASSING,
    ...Array.from(earlier, messageClass),
    ...(mayBeUnsaid ? [UNSAID] : []),
  ];
  const parts = new Set(wanted.split('; '));
  return real.some(
    text =>
      before.includes(text) ||
      // Looked at before others took what there was for some of its parts.
      text.split('; ').every(part => parts.has(part)),
  )
    ? 'behind'
    : undefined;
}

/** Compares who is where, and what is said of those that wait. */
export function compareStates(
  model: PlayState,
  real: PlayState,
  { heardOf = () => [], isRandom = () => false }: CompareOptions = {},
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
      const agreement = agreementOf(classes, state, isRandom(name));
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

/** For `CompareOptions`: workloads that ask for more than one resource. */
export function randomIn({ workloads }: PlayWorld) {
  const names = new Set(
    workloads
      .filter(({ podSets }) =>
        podSets.some(({ requests }) => Object.keys(requests).length > 1),
      )
      .map(({ name }) => name),
  );
  return (name: string) => names.has(name);
}
