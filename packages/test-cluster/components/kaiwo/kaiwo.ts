import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubeObject } from '@silogen/cluster-client';
import {
  defaultKaiwoConfig,
  firstStartQueueConfig,
  startKaiwoControllers,
  type NodeGroup,
} from '@silogen/sandbox-cluster';
import { parse } from 'yaml';
import { applyAll, typeOf } from '../../src/apply';
import type { ClusterContext, Component } from '../../src/component';
import { waitFor } from '../../src/waitFor';

const CRD_FOLDER = join(__dirname, 'crds');

/** Our reading of Kaiwo's kinds (`crds`), and the sandbox's controllers in the place of its operator. */
export function kaiwo(
  { keeper, client, onProgress }: ClusterContext,
  options: { nodeGroups: NodeGroup[] },
): Component {
  let controllers: { stop(): Promise<void> } | undefined;
  return {
    name: 'kaiwo',
    start: async () => {
      onProgress('installing the kinds of Kaiwo …');
      await applyAll(client, kaiwoDefinitions());
      await waitFor({
        what: "Kaiwo's kinds",
        check: async () => {
          await Promise.all(
            [
              defaultKaiwoConfig(),
              firstStartQueueConfig(worldOf(options.nodeGroups)),
            ].map(object => createUnlessThere(client, object)),
          );
          return true;
        },
      });
      const log = join(keeper.folder, 'log', 'kaiwo.log');
      controllers = await startKaiwoControllers({
        client,
        onError: (error, where) =>
          appendFileSync(log, `${where}: ${String(error)}\n`),
      });
    },
    ready: () =>
      waitFor({
        what: 'KaiwoQueueConfig kaiwo',
        check: async () => {
          const config = firstStartQueueConfig(worldOf(options.nodeGroups));
          const found = await client.get(
            await typeOf(client, config),
            config.metadata.name,
          );
          const status = found.status as { status?: string } | undefined;
          return status?.status === 'READY';
        },
      }),
    stop: async () => {
      await controllers?.stop();
      controllers = undefined;
    },
  };
}

/** What the operator finds out about the cluster before it writes its first configuration. */
function worldOf(groups: NodeGroup[]) {
  return {
    name: 'test',
    gitVersion: '',
    kueueRelease: '0.12' as const,
    kaiwo: true,
    zone: 'test',
    network: '10.31',
    nodeGroups: groups,
  };
}

/** The CustomResourceDefinitions of `crds`. */
export function kaiwoDefinitions(): KubeObject[] {
  return readdirSync(CRD_FOLDER)
    .filter(name => name.endsWith('.yaml'))
    .map(name => parse(readFileSync(join(CRD_FOLDER, name), 'utf8')));
}

/** As the operator does at its first start: what somebody has configured already is left alone. */
async function createUnlessThere(
  client: ClusterContext['client'],
  object: KubeObject,
): Promise<void> {
  const type = await typeOf(client, object);
  if (!(await client.find(type, object.metadata.name))) {
    await client.create(type, object);
  }
}
