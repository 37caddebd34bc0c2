import {
  AiWorkloadEntity,
  AiWorkloadParameter,
} from '../kinds/AiWorkloadEntity';
import { validateParameters } from './validateParameters';

function workload(...parameters: AiWorkloadParameter[]): AiWorkloadEntity {
  return {
    apiVersion: 'catalog.silogen.ai/v1alpha1',
    kind: 'AiWorkload',
    metadata: { name: 'tune' },
    spec: {
      type: 'fine-tuning',
      lifecycle: 'production',
      owner: 'group:default/team',
      category: 'fine-tuning',
      resources: { gpus: { min: 1, default: 1, max: 8 } },
      accelerators: ['amd'],
      interruption: 'resumes',
      runtime: { kind: 'job' },
      parameters,
    },
  };
}

const epochs: AiWorkloadParameter = {
  name: 'epochs',
  title: 'Epochs',
  type: 'integer',
  default: 1,
  minimum: 1,
  maximum: 10,
};
const peft: AiWorkloadParameter = {
  name: 'peft',
  title: 'Adapter',
  type: 'enum',
  default: 'NO_PEFT',
  values: ['NO_PEFT', 'LORA'],
};
const rank: AiWorkloadParameter = {
  name: 'loraR',
  title: 'Rank',
  type: 'integer',
  default: 64,
  minimum: 1,
  when: { parameter: 'peft', in: ['LORA'] },
};
const path: AiWorkloadParameter = {
  name: 'path',
  title: 'Bucket path',
  type: 'string',
  required: true,
};

describe('validateParameters: values', () => {
  it.each<[string, AiWorkloadParameter[], object, object]>([
    ['fills in defaults', [epochs, peft], {}, { epochs: 1, peft: 'NO_PEFT' }],
    ['keeps what is given', [epochs], { epochs: 3 }, { epochs: 3 }],
    ['takes empty for not given', [epochs], { epochs: '' }, { epochs: 1 }],
    ['takes null for not given', [epochs], { epochs: null }, { epochs: 1 }],
    [
      'takes an empty list for not given',
      [{ name: 'm', title: 'M', type: 'string-list', default: ['a'] }],
      { m: [] },
      { m: ['a'] },
    ],
    [
      'leaves out what has neither value nor default',
      [{ name: 'n', title: 'N', type: 'string' }],
      {},
      {},
    ],
    [
      'leaves out a default whose condition does not hold',
      [peft, rank],
      {},
      { peft: 'NO_PEFT' },
    ],
    [
      'drops a value that equals the default of an inactive parameter',
      [peft, rank],
      { loraR: 64 },
      { peft: 'NO_PEFT' },
    ],
    [
      'has the default where the condition holds',
      [peft, rank],
      { peft: 'LORA' },
      { peft: 'LORA', loraR: 64 },
    ],
    [
      'keeps false and zero',
      [
        { name: 'b', title: 'B', type: 'boolean', default: true },
        { name: 'z', title: 'Z', type: 'number', default: 1 },
      ],
      { b: false, z: 0 },
      { b: false, z: 0 },
    ],
  ])('%s', (_, parameters, given, expected) => {
    expect(validateParameters(workload(...parameters), { ...given })).toEqual({
      values: expected,
      problems: [],
    });
  });
});

describe('validateParameters: problems', () => {
  it.each<[string, AiWorkloadParameter[], object, string, RegExp, RegExp]>([
    [
      'a name nobody declared',
      [epochs],
      { epoch: 2 },
      'epoch',
      /no parameter/,
      /epochs/,
    ],
    [
      'a name of Object.prototype',
      [epochs],
      JSON.parse('{"__proto__": 1}'),
      '__proto__',
      /no parameter/,
      /epochs/,
    ],
    ['a missing value', [path], {}, 'path', /missing/, /path/],
    [
      'below the range',
      [epochs],
      { epochs: 0 },
      'epochs',
      /out of range: 0/,
      /from 1 to 10/,
    ],
    [
      'above the range',
      [epochs],
      { epochs: 11 },
      'epochs',
      /out of range/,
      /from 1 to 10/,
    ],
    [
      'below an open range',
      [peft, rank],
      { peft: 'LORA', loraR: 0 },
      'loraR',
      /out of range/,
      /1 or more/,
    ],
    [
      'a fraction for an integer',
      [epochs],
      { epochs: 1.5 },
      'epochs',
      /whole number/,
      /whole number/,
    ],
    [
      'text for an integer',
      [epochs],
      { epochs: '3' },
      'epochs',
      /whole number/,
      /whole number/,
    ],
    [
      'no finite number',
      [{ ...epochs, type: 'number' }],
      { epochs: NaN },
      'epochs',
      /a number/,
      /a number/,
    ],
    [
      'text for a boolean',
      [{ name: 'b', title: 'B', type: 'boolean' }],
      { b: 'yes' },
      'b',
      /true or false/,
      /true or false/,
    ],
    [
      'a number for a string',
      [path],
      { path: 3 },
      'path',
      /a string/,
      /a string/,
    ],
    [
      'a string for a list',
      [{ name: 'l', title: 'L', type: 'string-list' }],
      { l: 'q' },
      'l',
      /list of strings/,
      /list/,
    ],
    [
      'a list of numbers',
      [{ name: 'l', title: 'L', type: 'string-list' }],
      { l: [1] },
      'l',
      /list of strings/,
      /list/,
    ],
    [
      'a value outside an enum',
      [peft],
      { peft: 'IA3' },
      'peft',
      /does not take IA3/,
      /NO_PEFT, LORA/,
    ],
    [
      'a list item outside a set',
      [{ name: 'l', title: 'L', type: 'string-list', values: ['q', 'v'] }],
      { l: ['q', 'x'] },
      'l',
      /does not take x/,
      /q, v/,
    ],
    [
      'a number outside a set',
      [{ ...epochs, values: [1, 8] }],
      { epochs: 4 },
      'epochs',
      /does not take 4/,
      /1, 8/,
    ],
    [
      'a value whose condition does not hold',
      [peft, rank],
      { loraR: 8 },
      'loraR',
      /no effect/,
      /peft to LORA/,
    ],
  ])('%s', (_, parameters, given, field, problem, remedy) => {
    const result = validateParameters(
      workload(...parameters),
      given as Record<string, unknown>,
    );
    expect(result.problems).toEqual([
      {
        field,
        problem: expect.stringMatching(problem),
        remedy: expect.stringMatching(remedy),
      },
    ]);
    expect(Object.keys(result.values)).not.toContain(field);
  });

  it('asks for a required value only while its condition holds', () => {
    const needed = { ...rank, default: undefined, required: true };
    expect(validateParameters(workload(peft, needed), {}).problems).toEqual([]);
    expect(
      validateParameters(workload(peft, needed), { peft: 'LORA' }).problems,
    ).toMatchObject([{ field: 'loraR' }]);
  });

  it('follows conditions through other conditions, and ends on a circle', () => {
    const alpha: AiWorkloadParameter = {
      name: 'alpha',
      title: 'Alpha',
      type: 'number',
      default: 16,
      when: { parameter: 'loraR', in: [64] },
    };
    expect(validateParameters(workload(peft, rank, alpha), {}).values).toEqual({
      peft: 'NO_PEFT',
    });
    const circle: AiWorkloadParameter = {
      ...rank,
      when: { parameter: 'alpha', in: [16] },
    };
    expect(validateParameters(workload(circle, alpha), {})).toEqual({
      values: {},
      problems: [],
    });
  });

  it('reports every problem at once', () => {
    const { problems } = validateParameters(workload(epochs, path), {
      epochs: 0,
      other: 1,
    });
    expect(problems.map(problem => problem.field)).toEqual([
      'other',
      'epochs',
      'path',
    ]);
  });

  it('says so where a workload takes no parameters', () => {
    const { spec, ...rest } = workload();
    const bare: AiWorkloadEntity = {
      ...rest,
      spec: { ...spec, parameters: undefined },
    };
    expect(validateParameters(bare, { a: 1 }).problems).toMatchObject([
      { remedy: expect.stringContaining('takes no parameters') },
    ]);
  });
});
