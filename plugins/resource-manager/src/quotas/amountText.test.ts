import { GPU } from '../testing/fixtures';
import { quantityOfText, textOfQuantity } from './amountText';

describe('amounts as typed', () => {
  it.each([
    ['16', GPU, { quantity: '16' }],
    ['1.5', GPU, { problem: 'not-whole' }],
    ['-1', GPU, { problem: 'negative' }],
    ['many', GPU, { problem: 'not-a-number' }],
    ['1e3', GPU, { problem: 'not-a-number' }],
    ['0.5', 'cpu', { quantity: '500m' }],
    ['2,5', 'cpu', { quantity: '2500m' }],
    ['128', 'memory', { quantity: '128Gi' }],
    ['0.5', 'memory', { quantity: '512Mi' }],
  ])('%s of %s', (text, resource, expected) => {
    expect(quantityOfText(text, resource)).toEqual(expected);
  });

  it.each([
    ['16', GPU, '16'],
    ['500m', 'cpu', '0.5'],
    ['1536Mi', 'memory', '1.5'],
    ['100G', 'memory', '93.132'],
  ])('%s of %s stands as %s', (quantity, resource, text) => {
    expect(textOfQuantity(quantity, resource)).toBe(text);
  });
});
