import type { KubeObject, ResourceType } from '@silogen/cluster-client';
import { kaiwoJobRenderer, kaiwoServiceRenderer } from './kaiwoRenderer';
import { deploymentRenderer, jobRenderer } from './kubernetesRenderer';
import type { RenderInput, RunRenderer, ServedKinds } from './types';

/** Tried in this order. */
export const builtInRenderers: readonly RunRenderer[] = [
  kaiwoJobRenderer,
  kaiwoServiceRenderer,
  jobRenderer,
  deploymentRenderer,
];

/**
 * The one object that stands for a run on its cluster; undefined where no renderer can use what the cluster serves.
 * Pure: the same input gives the same object.
 */
export function renderRun(
  input: RenderInput,
  served: ServedKinds,
  renderers: readonly RunRenderer[] = builtInRenderers,
): { object: KubeObject; type: ResourceType; renderer: string } | undefined {
  for (const renderer of renderers) {
    const type = renderer.handles(input, served);
    if (type)
      return {
        object: renderer.render(input, type),
        type,
        renderer: renderer.name,
      };
  }
  return undefined;
}
