import { choicesOf } from './OptionCards';
import { secretsWith } from './SecretPicker';

describe('choicesOf', () => {
  it.each([
    [
      'values alone',
      { options: {} },
      [
        ['1', undefined],
        ['b', undefined],
      ],
    ],
    [
      'names and descriptions',
      { names: ['One', 'Bee'], options: { descriptions: { b: 'A letter' } } },
      [
        ['One', undefined],
        ['Bee', 'A letter'],
      ],
    ],
    [
      'cards first',
      {
        names: ['One', 'Bee'],
        options: {
          cards: [{ value: 1, title: 'Uno', description: 'A number' }],
        },
      },
      [
        ['Uno', 'A number'],
        ['Bee', undefined],
      ],
    ],
  ])('%s', (_name, given, cards) => {
    const choices = choicesOf({ values: [1, 'b'], ...given });
    expect(choices.map(({ value }) => value)).toEqual(['1', 'b']);
    expect(
      choices.map(({ title, description }) => [title, description]),
    ).toEqual(cards);
  });
});

it('offers each Secret with the key once, with its clusters', () => {
  const secret = (cluster: string, name: string, ...keys: string[]) => ({
    cluster,
    name,
    keys,
  });
  expect(
    secretsWith(
      [
        secret('a', 'hf', 'hf-token'),
        secret('b', 'hf', 'hf-token', 'x'),
        secret('c', 'hf', 'x'),
        secret('a', 'other', 'x'),
      ],
      'hf-token',
    ),
  ).toEqual([{ name: 'hf', clusters: ['a', 'b'] }]);
});
