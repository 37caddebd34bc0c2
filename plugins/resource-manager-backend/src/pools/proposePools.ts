import { KAIWO_MODEL_LABEL, type NodeFacts } from '../clusters/nodeFacts';

export interface ProposedPool {
  name: string;
  title: string;
  selector: Record<string, string>;
}

/** Labels that say nothing that a pool could mean. */
const USELESS =
  /^(kubernetes\.io\/(os|arch)|beta\.kubernetes\.io\/(os|arch)|topology\.kubernetes\.io\/.*|kaiwo\/topology-.*|kaiwo\/worker)$/;

/** Labels that name a kind of node, best first. */
const TELLING: readonly string[] = [
  KAIWO_MODEL_LABEL,
  'amd.com/gpu.product-name',
  'nvidia.com/gpu.product',
  'kaiwo/nodepool',
  'node.kubernetes.io/instance-type',
];

/**
 * A first division of a cluster without pools: one pool a GPU model, and one for the nodes without GPUs. A group that no
 * single label tells apart is left out, since a flavor selects by label equality.
 */
export function proposePools(nodes: readonly NodeFacts[]): ProposedPool[] {
  const groups = new Map<string, NodeFacts[]>();
  for (const node of nodes) {
    const name = node.gpu?.model ?? 'cpu';
    groups.set(name, [...(groups.get(name) ?? []), node]);
  }
  return [...groups]
    .sort(
      ([a], [b]) =>
        Number(a !== 'cpu') - Number(b !== 'cpu') || (a < b ? -1 : 1),
    )
    .flatMap(([name, members]) => {
      const selector = tellingLabel(
        members,
        nodes.filter(node => !members.includes(node)),
      );
      return selector
        ? [{ name, title: members[0].gpu?.title ?? 'CPU', selector }]
        : [];
    });
}

/** A label that all members have with one value, and no other node has with that value. */
function tellingLabel(
  members: readonly NodeFacts[],
  others: readonly NodeFacts[],
): Record<string, string> | undefined {
  const keys = Object.keys(members[0].labels).filter(key => !USELESS.test(key));
  const rank = (key: string) => {
    // Different on every node, so only of use to a group of one.
    if (key === 'kubernetes.io/hostname') return TELLING.length + 1;
    return TELLING.includes(key) ? TELLING.indexOf(key) : TELLING.length;
  };
  keys.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const found = keys.find(key => {
    const value = members[0].labels[key];
    return (
      members.every(node => node.labels[key] === value) &&
      others.every(node => node.labels[key] !== value)
    );
  });
  return found === undefined
    ? undefined
    : { [found]: members[0].labels[found] };
}
