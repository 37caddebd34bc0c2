import type { PlayEvent, PlayWorld } from '../types';
import type { Edit } from './edit';

/** Takes events away; a workload that never arrives goes with its arrival. */
export function without(gone: ReadonlySet<PlayEvent>): Edit {
  return world => {
    const events = world.events.filter(event => !gone.has(event));
    if (events.length === world.events.length) {
      return undefined;
    }
    const arriving = new Set(
      events.flatMap(event => (event.type === 'arrive' ? event.workload : [])),
    );
    const workloads = world.workloads.filter(({ name }) => arriving.has(name));
    return { ...world, events, workloads };
  };
}

/** Events in halves, quarters, …, and one by one. */
export function eventEdits({ events }: PlayWorld): Edit[] {
  const edits: Edit[] = [];
  let size = events.length;
  while (size > 1) {
    size = Math.ceil(size / 2);
    for (let from = 0; from < events.length; from += size) {
      edits.push(without(new Set(events.slice(from, from + size))));
    }
  }
  return edits;
}
