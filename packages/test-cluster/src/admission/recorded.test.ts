import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareStates } from './compare';
import { ModelPlay } from './ModelPlay';
import { readRecording } from './report';

const FOLDER = join(__dirname, 'fixtures');
const FILES = readdirSync(FOLDER).filter(name => name.endsWith('.json'));

/** What real Kueues did once, among it all that the model had wrong at first. */
describe('recorded worlds', () => {
  it.each(FILES)('%s', file => {
    const { world, release, steps } = readRecording(
      readFileSync(join(FOLDER, file), 'utf8'),
    );
    const model = ModelPlay.create(world, release);
    for (const { action, arrived, nowMs, real, facts } of steps) {
      expect(model.nextAction()).toEqual(action);
      model.apply(action, arrived, nowMs);
      const { differences } = compareStates(model.state, real);
      expect({ at: model.position, differences }).toEqual({
        at: model.position,
        differences: [],
      });
      model.learn(facts);
    }
    expect(steps.length).toBeGreaterThan(0);
  });
});
