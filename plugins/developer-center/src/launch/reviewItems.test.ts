import { reviewSections } from './reviewItems';

const step = {
  mergedSchema: {
    title: 'How',
    properties: {
      workload: {
        title: 'Workload',
        'ui:backstage': { review: { show: false } },
      },
      method: {
        title: 'Method',
        enum: ['lora', 'full'],
        enumNames: ['LoRA adapter', 'All weights'],
        'ui:field': 'OptionCards',
      },
      token: { title: 'Token', 'ui:widget': 'password' },
      key: {
        title: 'Key',
        'ui:backstage': { review: { mask: '<hidden>', name: 'Access key' } },
      },
      untitled: {},
      advanced: {
        title: 'Advanced',
        'ui:backstage': { review: { show: false } },
      },
    },
    dependencies: {
      advanced: {
        oneOf: [
          { properties: { advanced: { const: false } } },
          {
            properties: { advanced: { const: true }, seed: { title: 'Seed' } },
          },
        ],
      },
    },
  },
};

it.each([
  ['nothing for an empty form', {}, []],
  ['titles of values', { method: 'full' }, [['Method', 'All weights']]],
  ['a value that has no title', { method: 'other' }, [['Method', 'other']]],
  [
    'no secret',
    { token: 'abc', key: 'def' },
    [
      ['Token', '******'],
      ['Access key', '<hidden>'],
    ],
  ],
  [
    'nothing that the template hides or that is empty',
    { workload: 'aiworkload:default/w', method: '' },
    [],
  ],
  [
    'zero and false',
    { untitled: 0, method: false },
    [
      ['Method', false],
      ['untitled', 0],
    ],
  ],
  ['what a choice brought in', { advanced: true, seed: 42 }, [['Seed', 42]]],
  ['not what another choice left behind', { advanced: false, seed: 42 }, []],
  ['no field of another form', { foreign: 1 }, []],
])('shows %s', (_name, formData, lines) => {
  const [section] = reviewSections([step], formData);
  expect(section.title).toBe('How');
  expect(section.items.map(({ label, value }) => [label, value])).toEqual(
    lines,
  );
});
