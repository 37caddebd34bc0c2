import { catalogPermissions } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  createPermission,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { scaffolderPermissions } from '@backstage/plugin-scaffolder-common/alpha';
import { resourceManagerPermissions } from '@silogen/backstage-plugin-resource-manager-common';
import {
  decideResourceManager,
  dependsOnMemberships,
} from './decideResourceManager';

const USER = 'user:default/ada';

const personas = [
  'administrator',
  'resource-manager',
  'developer',
  'viewer',
  'nobody',
  'anonymous',
] as const;
type Persona = (typeof personas)[number];

function userOf(persona: Persona) {
  if (persona === 'anonymous') {
    return undefined;
  }
  return {
    userEntityRef: USER,
    ownershipEntityRefs: [
      USER,
      'group:default/project-vision',
      ...(persona === 'nobody' ? [] : [`group:default/role-${persona}`]),
    ],
  };
}

const other = createPermission({
  name: 'other.thing.read',
  attributes: { action: 'read' },
});

const known: Permission[] = [
  ...resourceManagerPermissions,
  ...catalogPermissions,
  ...scaffolderPermissions,
  other,
];

/**
 * One letter a persona, in the order of `personas`:
 * `A` allow · `-` deny · `m` member of the project · `a` admin or member of it · `o` owner of the task · `v` visible
 */
const expected: Record<string, string> = {
  'resource-manager.cluster.read': 'AAAA--',
  'resource-manager.cluster.manage': 'A-----',
  'resource-manager.pool.read': 'AAAA--',
  'resource-manager.pool.manage': 'AA----',
  'resource-manager.organisation.read': 'AAAA--',
  'resource-manager.organisation.manage': 'AA----',
  'resource-manager.quota.manage': 'AA----',
  'resource-manager.project.read': 'AAmA--',
  'resource-manager.run.launch': 'a-a---',
  'resource-manager.run.read': 'AAmm--',
  'resource-manager.run.stop': 'A-a---',
  'resource-manager.run.delete': 'A-a---',
  'resource-manager.run.open': 'a-a---',
  'resource-manager.model.publish': 'a-a---',
  'catalog.entity.read': 'Avvvv-',
  'catalog.entity.refresh': 'Avvvv-',
  'catalog.location.read': 'A-----',
  'catalog.entity.create': 'A-----',
  'catalog.entity.delete': 'A-----',
  'catalog.entity.validate': 'A-----',
  'catalog.location.analyze': 'A-----',
  'catalog.location.create': 'A-----',
  'catalog.location.delete': 'A-----',
  'catalog.ingestion.read': 'A-----',
  'catalog.ingestion.manage': 'A-----',
  'scaffolder.template.parameter.read': 'AAAA--',
  'scaffolder.template.step.read': 'AAAA--',
  'scaffolder.action.execute': 'AAA---',
  'scaffolder.task.create': 'AAA---',
  'scaffolder.task.read': 'Aooo--',
  'scaffolder.task.cancel': 'Aoo---',
  'scaffolder.template.dry-run': 'A-----',
  'scaffolder.template.management': 'A-----',
  'other.thing.read': 'A-----',
};

function decisionOf(letter: string, permission: Permission): PolicyDecision {
  const conditional = (pluginId: string, rule: string, params: object) => ({
    result: AuthorizeResult.CONDITIONAL,
    pluginId,
    resourceType: (permission as { resourceType?: string }).resourceType,
    conditions: {
      rule,
      params,
      resourceType: (permission as { resourceType?: string }).resourceType,
    },
  });
  const decisions: Record<string, object> = {
    A: { result: AuthorizeResult.ALLOW },
    '-': { result: AuthorizeResult.DENY },
    m: conditional('resource-manager', 'IS_PROJECT_MEMBER', { userRef: USER }),
    a: conditional('resource-manager', 'IS_PROJECT_MEMBER', {
      userRef: USER,
      roles: ['admin', 'member'],
    }),
    o: conditional('scaffolder', 'IS_TASK_OWNER', { createdBy: [USER] }),
    v: conditional('catalog', 'IS_VISIBLE_TO', {
      projectOwners: [USER],
      departmentOwners: [USER],
    }),
  };
  return decisions[letter] as PolicyDecision;
}

describe('decideResourceManager', () => {
  it('has every permission in this table, and no others', () => {
    expect(Object.keys(expected).sort()).toEqual(
      [...new Set(known.map(({ name }) => name))].sort(),
    );
  });

  const cells = known.flatMap(permission =>
    personas.map((persona, index): [string, Persona, string, Permission] => [
      permission.name,
      persona,
      expected[permission.name]?.[index] ?? '?',
      permission,
    ]),
  );

  it.each(cells)('%s for %s: %s', (_name, persona, letter, permission) => {
    expect(decideResourceManager({ permission }, userOf(persona))).toEqual(
      decisionOf(letter, permission),
    );
  });

  const permissionOf = (name: string) =>
    known.find(permission => permission.name === name)!;
  const decide = (name: string, groups: string[]) =>
    decideResourceManager(
      { permission: permissionOf(name) },
      {
        userEntityRef: USER,
        ownershipEntityRefs: groups.map(group => `group:default/${group}`),
      },
    );

  it('gives someone with several roles the rights of all', () => {
    const both = ['role-viewer', 'role-developer'];
    expect(decide('resource-manager.project.read', both).result).toBe('ALLOW');
    expect(decide('resource-manager.run.launch', both)).toEqual(
      decisionOf('a', permissionOf('resource-manager.run.launch')),
    );
    expect(
      decide('resource-manager.run.stop', [
        'role-resource-manager',
        'role-developer',
      ]),
    ).toEqual(decisionOf('a', permissionOf('resource-manager.run.stop')));
  });

  describe('visibility', () => {
    const memberships = {
      projects: ['vision'],
      departments: ['research'],
      departmentProjects: ['vision', 'llm'],
    };
    const none = { projects: [], departments: [], departmentProjects: [] };
    const ofMember = {
      projectOwners: ['group:default/project-vision', USER],
      departmentOwners: [
        'group:default/dept-research',
        'group:default/project-llm',
        'group:default/project-vision',
        USER,
      ],
    };
    const ofNonMember = { projectOwners: [USER], departmentOwners: [USER] };
    const roles = [
      ['administrator', undefined, undefined],
      ['resource-manager', ofMember, ofNonMember],
      ['developer', ofMember, ofNonMember],
      ['viewer', ofMember, ofNonMember],
      ['nobody', ofMember, ofNonMember],
    ] as const;

    it.each(
      roles.flatMap(([role, member, nonMember]) =>
        ['catalog.entity.read', 'catalog.entity.refresh'].flatMap(name => [
          { role, name, of: 'a member', memberships, params: member },
          { role, name, of: 'no member', memberships: none, params: nonMember },
        ]),
      ),
    )('$name for $role, $of', ({ role, name, memberships: of, params }) => {
      const decision = decideResourceManager(
        { permission: permissionOf(name) },
        userOf(role),
        { memberships: of },
      );
      expect(decision).toMatchObject(
        params
          ? {
              result: 'CONDITIONAL',
              pluginId: 'catalog',
              conditions: { rule: 'IS_VISIBLE_TO', params },
            }
          : { result: 'ALLOW' },
      );
    });

    it('knows nothing from ownership claims: they outlive a removal', () => {
      // The claims of every persona have the group of project vision.
      expect(
        decideResourceManager(
          { permission: permissionOf('catalog.entity.read') },
          userOf('developer'),
        ),
      ).toEqual(decisionOf('v', permissionOf('catalog.entity.read')));
    });

    it.each(known.map(permission => [permission.name, permission] as const))(
      '%s says whether memberships are needed',
      (name, permission) => {
        const decision = decideResourceManager(
          { permission },
          userOf('developer'),
        );
        expect(dependsOnMemberships(decision)).toBe(
          ['catalog.entity.read', 'catalog.entity.refresh'].includes(name),
        );
      },
    );
  });

  it('takes roles from full group refs of the catalog only', () => {
    for (const ref of [
      'user:default/role-administrator',
      'group:other/role-administrator',
      'role-administrator',
    ]) {
      expect(
        decideResourceManager(
          { permission: other },
          { userEntityRef: USER, ownershipEntityRefs: [ref] },
        ).result,
      ).toBe('DENY');
    }
  });

  it('goes by other groups when they are configured', () => {
    const roleGroups = {
      administrator: ['group:corp/platform'],
      'resource-manager': [],
      developer: [],
      viewer: [],
    };
    const ask = (group: string) =>
      decideResourceManager(
        { permission: other },
        { userEntityRef: USER, ownershipEntityRefs: [group] },
        { roleGroups },
      ).result;
    expect(ask('group:corp/Platform')).toBe('ALLOW');
    expect(ask('group:default/role-administrator')).toBe('DENY');
  });
});
