import { sizeClassOf, sizeClassTitle } from './sizeClass';

describe('sizeClassOf', () => {
  it.each([
    [0.1, 'up-to-3b'],
    [3, 'up-to-3b'],
    [3.01, '3b-15b'],
    [15, '3b-15b'],
    [15.01, '15b-40b'],
    [40, '15b-40b'],
    [40.01, '40b-100b'],
    [100, '40b-100b'],
    [100.01, 'over-100b'],
  ])('%d billion parameters are %s', (billions, expected) => {
    expect(sizeClassOf(billions)).toBe(expected);
  });

  it.each([0, -1, NaN])('refuses %d', billions => {
    expect(() => sizeClassOf(billions)).toThrow(
      /^parameters\.totalBillions must be a positive number/,
    );
  });

  it('has titles', () => {
    expect(sizeClassTitle('3b-15b')).toBe('3–15B');
    expect(sizeClassTitle('unheard-of')).toBe('unheard-of');
  });
});
