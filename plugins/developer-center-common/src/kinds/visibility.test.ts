import { isWider, visibleToParams } from './visibility';

describe('isWider', () => {
  it.each([
    ['project', 'project', false],
    ['department', 'project', true],
    ['organisation', 'project', true],
    ['organisation', 'department', true],
    ['project', 'department', false],
    ['department', 'organisation', false],
  ] as const)('%s than %s: %s', (to, from, wider) => {
    expect(isWider(to, from)).toBe(wider);
  });
});

describe('visibleToParams', () => {
  it('names the groups of projects and departments, each once, and the person', () => {
    expect(
      visibleToParams('User:Default/Nadia', {
        projects: ['llm'],
        departments: ['research'],
        departmentProjects: ['llm', 'vision'],
      }),
    ).toEqual({
      projectOwners: ['group:default/project-llm', 'user:default/nadia'],
      departmentOwners: [
        'group:default/dept-research',
        'group:default/project-llm',
        'group:default/project-vision',
        'user:default/nadia',
      ],
    });
  });
});
