import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  problemWithName,
  type MemberRole,
} from '@silogen/backstage-plugin-resource-manager-common';

export interface SeedDepartment {
  name: string;
  title: string;
  description?: string;
  parent?: string;
}

export interface SeedProject {
  name: string;
  title: string;
  description?: string;
  department: string;
  members: { userRef: string; role: MemberRole }[];
}

export interface SeedPool {
  cluster: string;
  name: string;
  title: string;
  selector: Record<string, string>;
}

export interface SeedQuota {
  project: string;
  cluster: string;
  pools: {
    pool: string;
    access: 'borrow' | 'guaranteed';
    /** In the pool's main resource, which is known only once its nodes are seen. */
    gpus?: number;
    resources: Record<string, string>;
  }[];
}

export interface SeedConfig {
  departments: SeedDepartment[];
  projects: SeedProject[];
  pools: SeedPool[];
  quotas: SeedQuota[];
}

const ROLES: readonly string[] = ['admin', 'member', 'viewer'];

/** What an empty installation starts with; every reference in it must resolve. */
export function readSeed(
  config: Config | undefined,
  clusters: readonly { name: string }[],
): SeedConfig {
  const items = (key: string) =>
    (config?.getOptionalConfigArray(key) ?? []).map((item, index) => ({
      item,
      key: `resourceManager.seed.${key}[${index}]`,
    }));
  const departments = items('departments').map(({ item, key }) => ({
    name: readName(item, key),
    title: item.getString('title'),
    description: item.getOptionalString('description'),
    parent: item.getOptionalString('parent'),
  }));
  const projects = items('projects').map(({ item, key }) =>
    readProject(item, key),
  );
  const pools = items('pools').map(({ item, key }) => ({
    cluster: known(item, 'cluster', key, clusters),
    name: item.getString('name'),
    title: item.getString('title'),
    selector: item.get<Record<string, string>>('selector'),
  }));
  const quotas = items('quotas').map(({ item, key }) => ({
    project: known(item, 'project', key, projects),
    cluster: known(item, 'cluster', key, clusters),
    pools: item
      .getConfigArray('pools')
      .map((pool, index) => readPoolQuota(pool, `${key}.pools[${index}]`)),
  }));
  return { departments, projects, pools, quotas };
}

function readName(config: Config, key: string): string {
  const name = config.getString('name');
  const problem = problemWithName(name);
  if (problem) {
    throw new InputError(`${key}.name '${name}' ${problem}`);
  }
  return name;
}

function known(
  config: Config,
  field: string,
  key: string,
  among: readonly { name: string }[],
): string {
  const name = config.getString(field);
  if (!among.some(other => other.name === name)) {
    throw new InputError(
      `${key}.${field} '${name}' is not configured: it must be one of ${
        among.map(other => other.name).join(', ') || '(none)'
      }`,
    );
  }
  return name;
}

function readProject(config: Config, key: string): SeedProject {
  const members = (config.getOptionalConfigArray('members') ?? []).map(
    (member, index) => {
      const role = member.getString('role');
      if (!ROLES.includes(role)) {
        throw new InputError(
          `${key}.members[${index}].role '${role}' must be one of ${ROLES.join(
            ', ',
          )}`,
        );
      }
      return {
        userRef: member.getString('user').toLocaleLowerCase('en-US'),
        role: role as MemberRole,
      };
    },
  );
  return {
    name: readName(config, key),
    title: config.getString('title'),
    description: config.getOptionalString('description'),
    department: config.getString('department'),
    members,
  };
}

function readPoolQuota(
  config: Config,
  key: string,
): SeedQuota['pools'][number] {
  const access = config.getOptionalString('access') ?? 'guaranteed';
  if (access !== 'borrow' && access !== 'guaranteed') {
    throw new InputError(
      `${key}.access '${access}' must be borrow or guaranteed`,
    );
  }
  const gpus = config.getOptionalNumber('gpus');
  if (gpus !== undefined && (!Number.isInteger(gpus) || gpus < 0)) {
    throw new InputError(
      `${key}.gpus ${gpus} must be a whole number, 0 or more`,
    );
  }
  const resources = Object.entries(
    config.getOptional<Record<string, string | number>>('resources') ?? {},
  ).map(([name, amount]) => [name, String(amount)] as const);
  return {
    pool: config.getString('pool'),
    access,
    gpus,
    resources: Object.fromEntries(resources),
  };
}
