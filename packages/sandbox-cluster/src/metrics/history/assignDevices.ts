import { lowestFree } from '../../kubelet/gpuDevices';
import { releasedMs, type PodRecord } from './podRecord';

/** A pod on one GPU. */
export interface Holding {
  record: PodRecord;
  fromMs: number;
  /** Infinity: still there. */
  toMs: number;
}

/**
 * Who held each GPU of a node, by index, oldest first. The indexes written on a pod count; a pod without them, or whose
 * indexes were taken when it came, gets the lowest that were free. No GPU is ever held twice.
 */
export function assignDevices(
  records: readonly PodRecord[],
  options: { count: number; unhealthy: readonly number[] },
): Holding[][] {
  const { count, unhealthy } = options;
  const devices: Holding[][] = Array.from({ length: count }, () => []);
  const holdings = records
    .filter(({ gpus, boundMs }) => gpus > 0 && boundMs !== undefined)
    .map(record => ({
      record,
      fromMs: record.boundMs!,
      toMs: releasedMs(record) ?? Infinity,
    }))
    .filter(({ fromMs, toMs }) => toMs > fromMs)
    .sort(inOrder);
  for (const holding of holdings) {
    const { record } = holding;
    // In order of their start: who still holds a GPU when this one comes is the last on it.
    const taken = new Set<number>();
    devices.forEach((held, index) => {
      const last = held[held.length - 1];
      if (last && last.toMs > holding.fromMs) {
        taken.add(index);
      }
    });
    const wanted = record.devices.slice(0, record.gpus);
    const written = wanted.filter(index => index < count && !taken.has(index));
    written.forEach(index => taken.add(index));
    const rest = lowestFree(record.gpus - written.length, {
      count,
      taken,
      unhealthy,
    });
    [...written, ...rest].forEach(index => devices[index].push(holding));
  }
  return devices;
}

/** Pods whose indexes are written come first among those of the same second. */
function inOrder(a: Holding, b: Holding): number {
  return (
    a.fromMs - b.fromMs ||
    Number(b.record.devices.length > 0) - Number(a.record.devices.length > 0) ||
    (a.record.uid < b.record.uid ? -1 : 1)
  );
}
