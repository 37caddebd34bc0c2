import type { EndpointInfo } from '@silogen/backstage-plugin-resource-manager-common';
import type { KubeObject } from '@silogen/cluster-client';
import { portsOf } from './render/service';

/** Where the engines that the catalogue launches answer in the form of the OpenAI API. */
const API_PATH = '/v1';

/** Variables that say what an endpoint calls its model, the most decisive first. */
const NAME_VARIABLES = [
  'PARAM_SERVED_MODEL_NAME',
  'MODEL_NAME',
  'MODEL_ID',
] as const;

interface Variable {
  name: string;
  value?: string;
}

/** What is read of a KaiwoService and of a Deployment. */
interface ServingObject extends KubeObject {
  spec?: {
    env?: Variable[];
    template?: { spec?: { containers?: { env?: Variable[] }[] } };
  };
}

function variablesOf({ spec }: ServingObject): Map<string, string> {
  const variables = [
    ...(spec?.env ?? []),
    ...(spec?.template?.spec?.containers ?? []).flatMap(({ env }) => env ?? []),
  ];
  return new Map(
    variables.flatMap(({ name, value }) =>
      value ? [[name, value] as const] : [],
    ),
  );
}

/**
 * Where an endpoint answers within its cluster: at its Service, which has the name of its main object and the port
 * `http`. Undefined for an object that announces no ports, and so has no Service of ours. Pure.
 */
export function endpointOf(main: ServingObject): EndpointInfo | undefined {
  const ports = portsOf(main);
  const port = ports.find(({ name }) => name === 'http') ?? ports[0];
  const { name, namespace } = main.metadata;
  if (!port || !namespace) return undefined;
  const variables = variablesOf(main);
  const named = NAME_VARIABLES.find(each => variables.has(each));
  return {
    address: `http://${name}.${namespace}.svc:${port.port}${API_PATH}`,
    model: named && variables.get(named),
  };
}
