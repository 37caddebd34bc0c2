import { messages } from './messages';
import { KueueRelease } from './options';
import { GroupIndex } from './tree';
import { FlavorSpec, PodSet, Toleration } from './types';

type Taint = NonNullable<FlavorSpec['nodeTaints']>[number];
type AffinityTerm = NonNullable<PodSet['nodeAffinity']>[number];
type AffinityExpression = AffinityTerm[number];

/** Effects that keep a pod off a node; `PreferNoSchedule` does not. */
const REPELLING = new Set(['NoSchedule', 'NoExecute']);

function tolerates(toleration: Toleration, taint: Taint): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) {
    return false;
  }
  const exists = toleration.operator === 'Exists';
  if (toleration.key ? toleration.key !== taint.key : !exists) {
    return false;
  }
  return exists || (toleration.value ?? '') === (taint.value ?? '');
}

function expressionMatches(
  { key, operator, values = [] }: AffinityExpression,
  labels: Record<string, string>,
): boolean {
  const present = Object.hasOwn(labels, key);
  switch (operator) {
    case 'In':
      return present && values.includes(labels[key]);
    case 'NotIn':
      return !present || !values.includes(labels[key]);
    case 'Exists':
      return present;
    default:
      return !present;
  }
}

/**
 * A term that says nothing about the flavor's keys is met by any node of it, and one met term is enough.
 */
function affinityMatches(
  terms: AffinityTerm[],
  keys: ReadonlySet<string>,
  labels: Record<string, string>,
): boolean {
  const relevant = terms.map(term => term.filter(({ key }) => keys.has(key)));
  return (
    relevant.length === 0 ||
    relevant.some(term =>
      term.every(expression => expressionMatches(expression, labels)),
    )
  );
}

function selectorMatches(
  selector: Record<string, string>,
  keys: ReadonlySet<string>,
  labels: Record<string, string>,
): boolean {
  return Object.entries(selector).every(
    ([key, value]) => !keys.has(key) || labels[key] === value,
  );
}

/**
 * Why pods of a set could not run on a flavor's nodes, in Kueue's words; `undefined` if they could.
 *
 * Only label keys that Kueue knows of are compared: those of the flavor itself, by the rules of 0.12 those of any flavor
 * in the resource group.
 */
export function placementProblem(options: {
  flavor: FlavorSpec;
  podSet: PodSet;
  group: GroupIndex;
  rules: KueueRelease;
}): string | undefined {
  const { flavor, podSet, group, rules } = options;
  const tolerations = [
    ...(podSet.tolerations ?? []),
    ...(flavor.tolerations ?? []),
  ];
  const taint = flavor.nodeTaints?.find(
    candidate =>
      REPELLING.has(candidate.effect) &&
      !tolerations.some(toleration => tolerates(toleration, candidate)),
  );
  if (taint) {
    return messages.untoleratedTaint(taint, flavor.name);
  }
  const labels = flavor.nodeLabels;
  const keys =
    rules === '0.12' ? group.labelKeys : new Set(Object.keys(labels));
  return selectorMatches(podSet.nodeSelector ?? {}, keys, labels) &&
    affinityMatches(podSet.nodeAffinity ?? [], keys, labels)
    ? undefined
    : messages.affinityMismatch(flavor.name);
}
