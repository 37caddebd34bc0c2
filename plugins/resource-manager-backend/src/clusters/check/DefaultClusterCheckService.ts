import { isError } from '@backstage/errors';
import {
  createClusterClient,
  loadKubeConfig,
  type ClusterClient,
} from '@silogen/cluster-client';
import type {
  ClusterCheck,
  ClusterCheckRequest,
} from '@silogen/backstage-plugin-resource-manager-common';
import { problem } from '../../problems';
import { gpuCounts } from '../clusterFacts';
import { WATCHED_KINDS } from '../kinds';
import type { NodeObject } from '../kubeTypes';
import { toNodeFacts, type NodeFacts } from '../nodeFacts';
import type { ClusterCheckService } from './ClusterCheckService';
import { accessManifest, connectionConfig } from './manifest';
import { rightsFor, type Found, type Right } from './rights';

/** Somebody waits at the page; a cluster that does not answer within this is not reachable for them. */
const TIMEOUT_MS = 10_000;

/** More nodes than this are not counted: the answer says that there are more. */
const MOST_NODES = 5_000;

type Connected = Omit<
  ClusterCheck,
  'context' | 'server' | 'reachable' | 'manifest' | 'configuration'
>;

function configName(context: string): string {
  const name = context
    .toLocaleLowerCase('en-US')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 41);
  return name.length > 1 ? name : 'my-cluster';
}

async function allowedVerbs(
  client: ClusterClient,
  { group, resource, verbs }: Right,
): Promise<string[]> {
  const [plural, subresource] = resource.split('/');
  const answers = await Promise.all(
    verbs.map(verb =>
      client.canI({ group, resource: plural, subresource, verb }),
    ),
  );
  return verbs.filter((_verb, at) => answers[at]);
}

async function nodesOf(
  client: ClusterClient,
): Promise<{ nodes: NodeFacts[]; hasMore: boolean }> {
  const type = await client.discover(WATCHED_KINDS.Node);
  const nodes: NodeFacts[] = [];
  if (!type) return { nodes, hasMore: false };
  for await (const node of client.listAll<NodeObject>(type)) {
    if (nodes.length === MOST_NODES) return { nodes, hasMore: true };
    nodes.push(toNodeFacts(node));
  }
  return { nodes, hasMore: false };
}

async function look(client: ClusterClient): Promise<Connected> {
  const { gitVersion } = await client.version();
  const [kueue, kaiwo, ray] = await Promise.all([
    client.discover(WATCHED_KINDS.ClusterQueue),
    client.discover(WATCHED_KINDS.KaiwoJob),
    client.discover(WATCHED_KINDS.RayJob),
  ]);
  const found: Found = { kueue: !!kueue, kaiwo: !!kaiwo, ray: !!ray };
  const rights: Connected['rights'] = [];
  for (const right of rightsFor(found)) {
    const { purpose, group, resource, verbs } = right;
    const allowed = await allowedVerbs(client, right);
    rights.push({
      purpose,
      group,
      resource,
      allowed,
      missing: verbs.filter(verb => !allowed.includes(verb)),
    });
  }
  const mayListNodes = rights.some(
    ({ resource, allowed }) => resource === 'nodes' && allowed.includes('list'),
  );
  const listed = mayListNodes ? await nodesOf(client) : undefined;
  return {
    kubernetesVersion: gitVersion,
    runtimes: {
      ...(kueue && { kueue: kueue.version }),
      ...(kaiwo && { kaiwo: kaiwo.version }),
      ...(ray && { ray: ray.version }),
    },
    rights,
    ...(listed && {
      nodes: {
        total: listed.nodes.length,
        ready: listed.nodes.filter(node => node.ready).length,
        hasMore: listed.hasMore,
      },
      gpus: gpuCounts(listed.nodes, new Map()).map(
        ({ model, title, vendor, total, allocatable }) => ({
          model,
          title,
          vendor,
          total,
          allocatable,
        }),
      ),
    }),
  };
}

/** Asks a cluster what it is and what these credentials may do there. */
export class DefaultClusterCheckService implements ClusterCheckService {
  static create(): DefaultClusterCheckService {
    return new DefaultClusterCheckService();
  }

  async check({
    kubeconfig,
    context,
  }: ClusterCheckRequest): Promise<ClusterCheck> {
    const kubeConfig = readKubeconfig(kubeconfig, context);
    const chosen = kubeConfig.getCurrentContext();
    const client = createClusterClient({
      kubeConfig,
      userAgent: 'silogen-portal',
      requestTimeoutMs: TIMEOUT_MS,
    });
    const answer = {
      context: chosen,
      server: client.server,
      manifest: accessManifest(),
      configuration: connectionConfig({
        name: configName(chosen),
        context: chosen,
      }),
    };
    try {
      return { ...answer, reachable: true, ...(await look(client)) };
    } catch (error) {
      return {
        ...answer,
        reachable: false,
        problem: isError(error) ? error.message : String(error),
        runtimes: {},
        rights: [],
      };
    }
  }
}

function readKubeconfig(text: string, context: string | undefined) {
  try {
    return loadKubeConfig({ text, context });
  } catch (error) {
    const message = isError(error) ? error.message : String(error);
    throw problem('input', 'input.invalid', message, [
      {
        field:
          /\bcontext '/.test(message) && context ? 'context' : 'kubeconfig',
        problem: message.replace(/^kubeconfig: /, ''),
        remedy: 'Correct it and check again; nothing of it was kept',
      },
    ]);
  }
}
