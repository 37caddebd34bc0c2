import { Organisation } from '@silogen/backstage-plugin-resource-manager-common';
import { toDepartmentEntity, toProjectEntity } from './toEntity';

describe('toDepartmentEntity', () => {
  it('makes a group at the top', () => {
    expect(
      toDepartmentEntity({
        name: 'research',
        title: 'Research',
        description: 'Looks ahead',
      }),
    ).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: {
        name: 'dept-research',
        title: 'Research',
        description: 'Looks ahead',
        annotations: {
          'backstage.io/managed-by-location': 'resource-manager:organisation',
          'backstage.io/managed-by-origin-location':
            'resource-manager:organisation',
        },
      },
      spec: {
        type: 'department',
        profile: { displayName: 'Research' },
        children: [],
      },
    });
  });

  it('makes a group below another', () => {
    const { spec } = toDepartmentEntity({
      name: 'vision',
      title: 'Vision',
      parent: 'research',
    });
    expect(spec.parent).toBe('dept-research');
  });
});

describe('toProjectEntity', () => {
  const project: Organisation['projects'][number] = {
    name: 'research-llm',
    title: 'Language models',
    department: 'research',
    members: [
      { userRef: 'user:default/nadia.llm', role: 'member' },
      { userRef: 'ada.admin', role: 'admin' },
      { userRef: 'user:default/nadia.llm', role: 'admin' },
      { userRef: 'group:default/everyone', role: 'member' },
    ],
  };

  it('makes a group below its department with its users, each once', () => {
    expect(toProjectEntity(project)).toMatchObject({
      metadata: { name: 'project-research-llm', title: 'Language models' },
      spec: {
        type: 'project',
        parent: 'dept-research',
        members: ['user:default/ada.admin', 'user:default/nadia.llm'],
      },
    });
  });

  it('fails on a member that is no entity ref', () => {
    expect(() =>
      toProjectEntity({
        ...project,
        members: [{ userRef: '', role: 'member' }],
      }),
    ).toThrow(/reference/);
  });
});
