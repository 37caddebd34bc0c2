import type { ClusterClient } from '@silogen/cluster-client';
import { goesInCircles } from './circles';
import { compareStates, type Comparison } from './compare';
import { ModelPlay } from './ModelPlay';
import { factsOf, stateOf } from './observe';
import { Stage } from './Stage';
import type {
  Action,
  Facts,
  KueueRelease,
  PlayState,
  PlayWorld,
} from './types';

const AT_ONCE = 16;
/** Time stamps have whole seconds: what arrives in a later step must be younger. */
const STEP_MS = 1_050;
/**
 * Kueue writes the status of a queue a second after something changed there, and then looks again at all of the tree; from
 * 0.19 on it lets another second pass before it looks again at what it left aside.
 */
const SECOND_LOOK_MS = { '0.12': 1_200, '0.19': 2_300 };
/** A difference stands when nothing has happened for so long, and another sentinel has passed since. */
const QUIET_MS = 2_500;
const POLL_MS = 40;

/** What a real Kueue did in a world, step by step, up to the first difference: enough to play it again without one. */
export interface Recording {
  world: PlayWorld;
  release: KueueRelease;
  steps: RecordedStep[];
}

export interface RecordedStep {
  action: Action;
  /** Of the workload that arrives. */
  arrived: Facts;
  nowMs: number;
  real: PlayState;
  /** Of all workloads, after the step. */
  facts: Map<string, Facts>;
}

/** A world that the model and the real Kueue played differently. */
export interface Difference extends Recording {
  /** How many events had been taken, the one that made the difference included. */
  position: number;
  action: Action;
  /** One line each. */
  differences: string[];
  before: ReturnType<ModelPlay['snapshot']>;
  model: PlayState;
  real: PlayState;
}

export interface PlayResult {
  worlds: number;
  /** Comparisons: events of all worlds. */
  steps: number;
  admissions: number;
  evictions: number;
  /** Messages compared, and those among them that were not the newest: see `Comparison`. */
  messages: number;
  behind: number;
  /** Over before their last event: see `goesInCircles`. */
  circles: number;
  /** Differed at first, and agreed when they were played again. */
  unsteady: Difference[];
  /** Of the worlds that agreed. */
  recordings: Recording[];
  differing: Difference[];
}

interface Actor {
  prefix: string;
  steps: RecordedStep[];
  model: ModelPlay;
  action: Action;
  before: ReturnType<ModelPlay['snapshot']>;
}

const pause = (ms: number) =>
  new Promise<void>(resolve => {
    setTimeout(resolve, ms);
  });

async function forAll<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      await work(next);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Plays worlds at once on a real Kueue and on the model, and compares them after each event. */
export async function playWorlds(options: {
  client: ClusterClient;
  release: KueueRelease;
  namespace: string;
  worlds: readonly PlayWorld[];
  onProgress?(text: string): void;
}): Promise<PlayResult> {
  const { client, release, namespace, onProgress = () => {} } = options;
  const models = new Map(
    options.worlds.map((world, index) => [
      `${namespace}-${index}`,
      ModelPlay.create(world, release),
    ]),
  );
  const stage = await Stage.create({
    client,
    release,
    namespace,
    worlds: new Map(Array.from(models, ([key, { world }]) => [key, world])),
  });
  const result: PlayResult = {
    worlds: models.size,
    steps: 0,
    admissions: 0,
    evictions: 0,
    messages: 0,
    behind: 0,
    circles: 0,
    unsteady: [],
    recordings: [],
    differing: [],
  };
  // Worlds that are over: nothing may happen there any more.
  const over = new Map<string, Actor>();
  try {
    for (let step = 1; ; step += 1) {
      const actors = nextActors(models, over);
      if (actors.length === 0) {
        break;
      }
      const startedAt = Date.now();
      await playStep(stage, release, actors);
      actors.forEach(actor => over.set(actor.prefix, actor));
      const differing = await untilEqual(stage, actors);
      actors.forEach(actor => record(stage, actor));
      for (const actor of differing) {
        models.delete(actor.prefix);
        over.delete(actor.prefix);
        part(result, describeDifference(stage, release, actor));
      }
      for (const actor of actors) {
        const { prefix, model, before } = actor;
        const { messages, behind } = compareActor(stage, actor);
        result.messages += messages;
        result.behind += behind;
        result.steps += 1;
        countChanges(result, before, model);
        model.learn(factsIn(stage, prefix));
      }
      onProgress(
        `step ${step}: ${actors.length} worlds, ${result.differing.length} differ`,
      );
      await pause(Math.max(0, startedAt + STEP_MS - Date.now()));
    }
    await pause(SECOND_LOOK_MS[release]);
    await stage.pass();
    for (const actor of await untilEqual(stage, [...over.values()])) {
      over.delete(actor.prefix);
      record(stage, actor);
      part(result, describeDifference(stage, release, actor));
    }
    over.forEach(({ model: { world }, steps }) =>
      result.recordings.push({ world, release, steps }),
    );
  } finally {
    await stage.close();
  }
  return result;
}

/** What happens next in each world; worlds that are over are taken out. */
function nextActors(
  models: Map<string, ModelPlay>,
  over: ReadonlyMap<string, Actor>,
): Actor[] {
  return [...models].flatMap(([prefix, model]) => {
    const before = model.snapshot();
    const action = model.nextAction();
    if (!action) {
      models.delete(prefix);
      return [];
    }
    const steps = over.get(prefix)?.steps ?? [];
    return [{ prefix, model, action, before, steps }];
  });
}

async function playStep(
  stage: Stage,
  release: KueueRelease,
  actors: readonly Actor[],
): Promise<void> {
  stage.beginStep();
  await forAll(actors, async ({ prefix, model, action, steps }) => {
    const object = await stage.act(prefix, action);
    const arrived = object ? factsOf(object) : { uid: '', createdMs: 0 };
    const nowMs = Date.now();
    model.apply(action, arrived, nowMs);
    const real = model.state;
    steps.push({ action, arrived, nowMs, real, facts: new Map() });
  });
  await pause(SECOND_LOOK_MS[release]);
  await stage.pass();
}

function compareActor(stage: Stage, { prefix, model }: Actor): Comparison {
  return compareStates(model.state, stateOf(stage.workloadsOf(prefix)), {
    heardOf: name => stage.heardOf(prefix, name),
  });
}

/** Resolves with those that still differ when Kueue has come to rest. */
async function untilEqual(
  stage: Stage,
  actors: readonly Actor[],
): Promise<Actor[]> {
  let passedAt = Date.now();
  for (;;) {
    const differing = actors.filter(
      actor => compareActor(stage, actor).differences.length > 0,
    );
    if (differing.length === 0) {
      return [];
    }
    if (stage.quietForMs > QUIET_MS) {
      if (Date.now() - passedAt < QUIET_MS * 2) {
        return differing;
      }
      await stage.pass();
      passedAt = Date.now();
    }
    await pause(POLL_MS);
  }
}

function factsIn(stage: Stage, prefix: string): Map<string, Facts> {
  return new Map(
    Array.from(stage.workloadsOf(prefix), ([name, object]) => [
      name,
      factsOf(object),
    ]),
  );
}

/** Puts what Kueue did into the step that was begun with what the model did. */
function record(stage: Stage, { prefix, steps }: Actor): void {
  const step = steps[steps.length - 1];
  step.real = stateOf(stage.workloadsOf(prefix));
  step.facts = factsIn(stage, prefix);
}

function describeDifference(
  stage: Stage,
  release: KueueRelease,
  actor: Actor,
): Difference {
  const { prefix, model, action, before, steps } = actor;
  return {
    steps,
    world: model.world,
    release,
    position: model.position,
    action,
    differences: compareActor(stage, actor).differences,
    before,
    model: model.state,
    real: stateOf(stage.workloadsOf(prefix)),
  };
}

function part(result: PlayResult, difference: Difference): void {
  if (goesInCircles(difference)) {
    const { world, release, steps } = difference;
    result.circles += 1;
    result.recordings.push({ world, release, steps: steps.slice(0, -1) });
  } else {
    result.differing.push(difference);
  }
}

function countChanges(
  result: PlayResult,
  before: Actor['before'],
  model: ModelPlay,
): void {
  const had = new Map(before.workloads.map(each => [each.key, each]));
  for (const { key, admission, evicting } of model.snapshot().workloads) {
    if (evicting && !had.get(key)?.evicting) {
      result.evictions += 1;
    }
    if (admission && !had.get(key)?.admission) {
      result.admissions += 1;
    }
  }
}
