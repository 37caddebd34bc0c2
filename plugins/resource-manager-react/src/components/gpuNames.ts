/** Names that no rule gives. */
const KNOWN = new Map([
  ['rtx-a6000', 'RTX A6000'],
  ['rtx6000', 'RTX 6000'],
]);

/**
 * A GPU model as people say it: `mi300x` → `MI300X`, `AMD_Instinct_MI300X_OAM` → `MI300X`,
 * `NVIDIA-H100-80GB-HBM3` → `H100`.
 */
export function gpuNameOf(model: string): string {
  const known = KNOWN.get(model.toLocaleLowerCase('en-US'));
  if (known) {
    return known;
  }
  const parts = model
    .split(/[-_ ]+/)
    .filter(part => !/^(amd|nvidia|instinct|tesla|geforce|gpu)$/i.test(part));
  const name =
    parts.find(part => /^[a-z]{1,3}\d{1,4}[a-z]{0,2}$/i.test(part)) ??
    parts.join(' ');
  return (name || model).toLocaleUpperCase('en-US');
}
