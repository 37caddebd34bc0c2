import type { GpuUse } from '@silogen/backstage-plugin-resource-manager-common';
import type { ChartTone } from '../components/series';

/** The parts that GPUs fall into, in the order in which they are shown. */
export const GPU_PARTS = [
  'busy',
  'heldIdle',
  'unmeasured',
  'reserved',
  'free',
  'unavailable',
] as const;

export type GpuPart = (typeof GPU_PARTS)[number];

export const PART_TONES: Record<GpuPart, ChartTone> = {
  busy: 'accent',
  heldIdle: 'warning',
  unmeasured: 'unknown',
  reserved: 'announcement',
  free: 'quiet',
  unavailable: 'negative',
};

/** What is known of them. Nobody is told about "unknown" GPUs when there are none. */
export function gpuParts(gpus: GpuUse): { part: GpuPart; value: number }[] {
  return GPU_PARTS.flatMap(part => {
    const value = gpus[part];
    if (value === undefined || (part === 'unmeasured' && value === 0)) {
      return [];
    }
    return [{ part, value }];
  });
}
