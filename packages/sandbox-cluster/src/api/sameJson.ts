/** Whether two JSON values mean the same: the order of keys does not count, an undefined field is an absent one. */
export function sameJson(left: unknown, right: unknown): boolean {
  if (left === right) {
    return true;
  }
  if (
    typeof left !== 'object' ||
    typeof right !== 'object' ||
    left === null ||
    right === null
  ) {
    return false;
  }
  if (Array.isArray(left) || Array.isArray(right)) {
    return (
      Array.isArray(left) &&
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, at) => sameJson(item, right[at]))
    );
  }
  const before = left as Record<string, unknown>;
  const after = right as Record<string, unknown>;
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].every(
    key => sameJson(before[key], after[key]),
  );
}
