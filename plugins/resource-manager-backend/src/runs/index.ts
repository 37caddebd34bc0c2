export { createRuns } from './createRuns';
export type { CreateRunsOptions, Runs } from './createRuns';
export { TUNED_MODELS_TOPIC } from './RunReactions';
export type { RunHooks, RunHookPoint } from './hooks';
export type { RunService } from './RunService';
export type { RunRenderer, RenderInput, ServedKinds } from './render/types';
