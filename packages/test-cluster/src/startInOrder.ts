import type { Component } from './component';

/** Starts each once the one before it is ready. */
export async function startInOrder(
  components: readonly Component[],
  onProgress: (text: string) => void,
): Promise<void> {
  for (const component of components) {
    await component.start();
    await component.ready();
    onProgress(`${component.name} is ready`);
  }
}
