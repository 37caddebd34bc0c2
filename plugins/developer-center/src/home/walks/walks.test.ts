import type { Me } from '@silogen/backstage-plugin-resource-manager-common';
import { walk as messages } from './messages';
import { walkFor, type WalkName } from './walks';

const nothing = {
  launch: false,
  manageQuotas: false,
  managePools: false,
  manageOrganisation: false,
  manageClusters: false,
};
const member: Me['projects'] = [{ name: 'nlp', title: 'NLP', role: 'member' }];

function me(may: Partial<Me['may']>, projects: Me['projects'] = []): Me {
  return {
    userRef: 'user:default/somebody',
    roles: [],
    projects,
    may: { ...nothing, ...may },
  };
}

describe('walkFor', () => {
  it.each<[WalkName, Me]>([
    ['administrator', me({ manageClusters: true, manageQuotas: true })],
    ['manager', me({ manageQuotas: true }, member)],
    ['developer', me({ launch: true }, member)],
    ['stakeholder', me({ launch: true })],
    ['stakeholder', me({}, member)],
  ])('%s', (name, person) => {
    const walk = walkFor(person);
    expect(walk.name).toBe(name);
    expect(walk.steps).toHaveLength(5);
    const texts: Record<string, unknown> = messages[name];
    for (const step of walk.steps) {
      expect(texts[step.name]).toEqual({
        title: expect.any(String),
        text: expect.any(String),
      });
    }
  });

  it('leads a developer into their own project', () => {
    const { steps } = walkFor(me({ launch: true }, member));
    expect(steps[0].target).toEqual({ href: '/resources/projects/nlp' });
    const { href } = steps[2].target as { href: string };
    expect(
      JSON.parse(new URL(href, 'http://x').searchParams.get('formData')!),
    ).toMatchObject({ project: 'nlp', placement: { gpus: 8, pool: 'mi300x' } });
  });
});
