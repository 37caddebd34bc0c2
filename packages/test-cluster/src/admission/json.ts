/** As JSON writes neither maps nor big numbers: amounts end in `n`. */
export function toJson(value: unknown): string {
  return JSON.stringify(
    value,
    (_, each) => {
      if (typeof each === 'bigint') {
        return `${each}n`;
      }
      if (each instanceof Set) {
        return [...each];
      }
      return each instanceof Map ? Object.fromEntries(each) : each;
    },
    2,
  );
}

/** What `toJson` wrote; maps and sets stay objects and lists. */
export function fromJson(text: string): unknown {
  return JSON.parse(text, (_, each) =>
    typeof each === 'string' && /^-?\d+n$/.test(each)
      ? BigInt(each.slice(0, -1))
      : each,
  );
}
