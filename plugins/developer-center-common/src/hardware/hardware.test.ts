import { acceleratorOf, gpuModelOf, gpuModels } from './gpuModels';
import { fitsOnOf, weightsGiB } from './fitsOn';

describe('gpuModels', () => {
  it.each([
    ['mi300x', 'MI300X', 'amd', 192],
    ['mi325x', 'MI325X', 'amd', 256],
    ['mi210', 'MI210', 'amd', 64],
    ['mi250x', 'MI250X', 'amd', 128],
    ['mi355x', 'MI355X', 'amd', 288],
    ['l40s', 'L40S', 'nvidia', 48],
    ['h100', 'H100', 'nvidia', 80],
  ])('knows %s', (id, title, vendor, memoryGiB) => {
    expect(gpuModelOf(id)).toMatchObject({ id, title, vendor, memoryGiB });
    expect(acceleratorOf(title)).toBe(vendor);
  });

  it('has every id once', () => {
    const ids = gpuModels.map(model => model.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has no vendor for a model that it does not know', () => {
    expect(acceleratorOf('gtx-285')).toBeUndefined();
  });
});

describe('fitsOnOf', () => {
  it('counts two bytes a parameter', () => {
    expect(weightsGiB(1.073741824)).toBeCloseTo(2, 9);
  });

  it.each([
    ['a small model', 1, gpuModels.map(model => model.id)],
    // 2 × 27.4e9 bytes are 51.04 GiB; 80 % of 64 GiB are 51.2 GiB.
    [
      'just below 80 % of one die of an MI250X',
      27.4,
      ['mi210', 'mi250x', 'mi300x', 'mi325x', 'mi355x', 'h100'],
    ],
    ['just above it', 27.5, ['mi300x', 'mi325x', 'mi355x', 'h100']],
    ['a model for large cards only', 70.6, ['mi300x', 'mi325x', 'mi355x']],
    ['a model for no card', 405, []],
  ])('%s', (_, billions, expected) => {
    expect(fitsOnOf(billions)).toEqual(expected);
  });
});
