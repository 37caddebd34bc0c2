const count = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

/** 15011 → `15,011`; a million and more in short. */
export function formatCount(value: number): string {
  return value >= 1_000_000 ? compact.format(value) : count.format(value);
}

/** Token counts as people say them, in units of 1,024: 131072 → `128k`. */
export function formatTokens(tokens: number): string {
  const KIBI = 1024;
  if (tokens < KIBI) return String(tokens);
  if (tokens < KIBI * KIBI) return `${count.format(Math.round(tokens / KIBI))}k`;
  return `${count.format(tokens / KIBI / KIBI)}M`;
}

/** Bytes in decimal units, as data hubs give them: 13085339 → `13.1 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${count.format(value)} ${units[unit]}`;
}
