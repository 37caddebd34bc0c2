import type { Pod } from '../../controllers/runtime/kubeTypes';
import { servedModel } from '../../profiles';
import type { EndpointDescription } from './SimulatedEndpoint';

const NAME_FLAG = '--served-model-name';

/** Engines that turn texts into vectors, by their image. */
const EMBEDS = /infinity|text-embeddings-inference/;

/** What a container serves: an engine answers to the name that it was given, else to its model's. */
export function describeEndpoint(
  container: Pod['spec']['containers'][number],
): EndpointDescription {
  const env = Object.fromEntries(
    (container.env ?? []).map(({ name, value }) => [name, value ?? '']),
  );
  const command = container.command ?? [];
  const args = container.args ?? [];
  const flag = [...command, ...args].indexOf(NAME_FLAG);
  const given =
    flag >= 0 ? [...command, ...args][flag + 1] : env.PARAM_SERVED_MODEL_NAME;
  return {
    title: given || servedModel({ env, command, args }),
    task: EMBEDS.test(container.image ?? '') ? 'embeddings' : 'chat',
  };
}
