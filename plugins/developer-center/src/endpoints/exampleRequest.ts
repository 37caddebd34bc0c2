import type { EndpointInfo } from '@silogen/backstage-plugin-resource-manager-common';

/** What an endpoint is for, as far as an example differs. */
export type EndpointTask = 'chat' | 'embeddings';

const BODIES: Record<EndpointTask, object> = {
  chat: { messages: [{ role: 'user', content: 'Hello' }] },
  embeddings: { input: 'Hello' },
};

const PATHS: Record<EndpointTask, string> = {
  chat: '/chat/completions',
  embeddings: '/embeddings',
};

/** Stands for a name that is not known; `/models` of the endpoint tells it. */
const UNKNOWN_MODEL = 'MODEL';

/** As one word of a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A request that can be pasted into a shell of the same cluster. */
export function exampleRequest(
  endpoint: EndpointInfo,
  task: EndpointTask,
): string {
  const body = { model: endpoint.model ?? UNKNOWN_MODEL, ...BODIES[task] };
  return [
    `curl ${endpoint.address}${PATHS[task]} \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d ${quoted(JSON.stringify(body))}`,
  ].join('\n');
}

/** Workloads that turn texts into vectors take models of this task. */
export function taskOf(modelTask: unknown): EndpointTask {
  return modelTask === 'feature-extraction' ? 'embeddings' : 'chat';
}
