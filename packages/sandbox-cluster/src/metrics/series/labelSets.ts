import type { Labels } from '../promql/labels';

/** Prometheus knows no empty label. */
export function withoutEmpty(
  labels: Readonly<Record<string, string | undefined>>,
): Labels {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(labels)) {
    if (value) {
      kept[name] = value;
    }
  }
  return kept;
}
