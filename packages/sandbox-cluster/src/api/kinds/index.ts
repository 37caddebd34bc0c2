import type { KindDefinition } from '../types';
import { coreKinds } from './core';
import { kaiwoKinds } from './kaiwo';
import { kueueKinds, type KueueRelease } from './kueue';
import { rayKinds } from './ray';
import { workloadKinds } from './workloads';

export { kaiwoKinds, kueueKinds, rayKinds };
export type { KueueRelease };

/** What every Kubernetes has. */
export function builtInKinds(): KindDefinition[] {
  return [...coreKinds(), ...workloadKinds()];
}

/** The kinds of a cluster by what is installed on it. */
export function clusterKinds(options: {
  kueue: KueueRelease;
  kaiwo: boolean;
}): KindDefinition[] {
  return [
    ...builtInKinds(),
    ...kueueKinds({ release: options.kueue }),
    ...(options.kaiwo ? kaiwoKinds() : []),
    ...rayKinds(),
  ];
}
