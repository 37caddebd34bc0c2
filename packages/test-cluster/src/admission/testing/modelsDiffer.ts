import { compareStates } from '../compare';
import type { ModelPlay } from '../ModelPlay';

/** Whether two models of one world part; like the real play, without a cluster. */
export function modelsDiffer(model: ModelPlay, other: ModelPlay): boolean {
  const action = model.nextAction();
  if (!action) {
    return false;
  }
  other.nextAction();
  // Kubernetes' times are whole seconds, and a step takes longer than one.
  const createdMs = model.position * 2_000;
  const facts = { uid: action.workload, createdMs };
  model.apply(action, facts, createdMs + 1_000);
  other.apply(action, facts, createdMs + 1_000);
  return (
    compareStates(model.state, other.state).differences.length > 0 ||
    modelsDiffer(model, other)
  );
}
