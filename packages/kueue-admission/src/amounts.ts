import { formatQuantity } from '@silogen/backstage-plugin-resource-manager-common';
import { FlavorResource } from './types';

const MILLI = 1000n;

export function flavorResource(
  flavor: string,
  resource: string,
): FlavorResource {
  return `${flavor}/${resource}`;
}

/** The inverse of {@link flavorResource}; only the resource may contain a slash. */
export function splitFlavorResource(key: FlavorResource): {
  flavor: string;
  resource: string;
} {
  const slash = key.indexOf('/');
  return { flavor: key.slice(0, slash), resource: key.slice(slash + 1) };
}

/** Kueue counts CPU in milli-units and everything else in whole ones, rounded up. */
export function countedAmount(resource: string, milli: bigint): bigint {
  if (resource === 'cpu') {
    return milli;
  }
  const rest = milli % MILLI;
  return rest > 0n ? milli - rest + MILLI : milli - rest;
}

function isBytes(resource: string): boolean {
  return (
    resource === 'memory' ||
    resource === 'ephemeral-storage' ||
    resource.startsWith('hugepages-')
  );
}

/** An amount as it stands in Kueue's messages: `500m` CPU, `128Gi` memory, `8` GPUs. */
export function amountText(resource: string, milli: bigint): string {
  return formatQuantity(milli, isBytes(resource) ? 'binary' : 'decimal');
}

export function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

export function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

export function addTo<K>(amounts: Map<K, bigint>, key: K, amount: bigint) {
  amounts.set(key, (amounts.get(key) ?? 0n) + amount);
}
