import { generateWorld } from '../generate';
import { worldProblems } from '../testing/worldProblems';
import { detailEdits } from './detailEdits';
import { eventEdits } from './eventEdits';
import { structureEdits } from './structureEdits';

const worlds = Array.from({ length: 60 }, (_, seed) => generateWorld(seed));

it.each([
  ['events', eventEdits],
  ['structure', structureEdits],
  ['details', detailEdits],
])('edits of %s leave worlds that the API accepts', (_, editsOf) => {
  const made = worlds.flatMap(world =>
    editsOf(world).flatMap(edit => {
      const result = edit(world);
      return result ? { world, result } : [];
    }),
  );
  expect(made.length).toBeGreaterThan(worlds.length);
  expect(made.flatMap(({ result }) => worldProblems(result))).toEqual([]);
  made.forEach(({ world, result }) => expect(result).not.toEqual(world));
});

it('edits can be made one after another, until nothing is left to do', () => {
  for (const world of worlds) {
    const edits = [
      ...detailEdits(world),
      ...structureEdits(world),
      ...eventEdits(world),
    ];
    const smallest = edits.reduce((now, edit) => edit(now) ?? now, world);
    expect(worldProblems(smallest)).toEqual([]);
    expect(smallest.events).toEqual([]);
    expect(smallest.queues).toHaveLength(1);
    expect(smallest.cohorts).toEqual([]);
  }
});
