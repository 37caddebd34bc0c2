import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { KubeObject } from '@silogen/cluster-client';
import {
  runLaunchPermission,
  type ClusterProblem,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { ClusterConnection, ClusterRegistry } from '../clusters/types';
import type { ProjectAccess, QuotaDirectory } from '../contracts';
import { requireVisibleProject } from '../permissions/requireVisibleProject';
import { problem } from '../problems';

export interface SecretNames {
  items: { cluster: string; name: string; keys: string[] }[];
  errors: ClusterProblem[];
}

interface SecretObject extends KubeObject {
  type?: string;
  data?: Record<string, string>;
}

/** Made by the cluster for itself. */
const INTERNAL_TYPES =
  /^(kubernetes\.io\/service-account-token|helm\.sh\/release\.)/;

export interface SecretServiceOptions {
  clusters: ClusterRegistry;
  quotas: QuotaDirectory;
  access: ProjectAccess;
}

/** Which Secrets a launch in a project can name. Values never leave this class. */
export class SecretService {
  readonly #options: SecretServiceOptions;

  private constructor(options: SecretServiceOptions) {
    this.#options = options;
  }

  static create(options: SecretServiceOptions): SecretService {
    return new SecretService(options);
  }

  async list(
    project: string,
    options: { credentials: BackstageCredentials },
  ): Promise<SecretNames> {
    const { access, quotas, clusters } = this.#options;
    await requireVisibleProject(access, project, options);
    if (!(await access.allowedIn(runLaunchPermission, project, options))) {
      throw problem(
        'notAllowed',
        'notAllowed',
        `Only people who may launch in ${project} see the names of its Secrets`,
      );
    }
    const names = new Set(
      (await quotas.accessOf(project)).map(({ cluster }) => cluster),
    );
    const result: SecretNames = { items: [], errors: [] };
    for (const connection of clusters
      .list()
      .filter(({ name }) => names.has(name))) {
      try {
        result.items.push(...(await secretNames(connection, project)));
      } catch (error) {
        result.errors.push({
          cluster: connection.name,
          code: 'cluster.unreachable',
          message: error instanceof Error ? error.message : String(error),
        });
      }
    }
    return result;
  }
}

async function secretNames(
  connection: ClusterConnection,
  namespace: string,
): Promise<SecretNames['items']> {
  const { client } = connection;
  const type = connection.served('Secret');
  if (!type) return [];
  const items: SecretNames['items'] = [];
  for await (const secret of client.listAll<SecretObject>(type, {
    namespace,
  })) {
    if (INTERNAL_TYPES.test(secret.type ?? '')) continue;
    items.push({
      cluster: connection.name,
      name: secret.metadata.name,
      keys: Object.keys(secret.data ?? {}).sort(),
    });
  }
  return items.sort((a, b) => (a.name < b.name ? -1 : 1));
}
