export interface Condition {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason?: string;
  message?: string;
  lastTransitionTime?: string;
  observedGeneration?: number;
}

export function findCondition(
  conditions: readonly Condition[] | undefined,
  type: string,
): Condition | undefined {
  return conditions?.find(condition => condition.type === type);
}

export function isTrue(
  conditions: readonly Condition[] | undefined,
  type: string,
): boolean {
  return findCondition(conditions, type)?.status === 'True';
}

/**
 * The list with one condition set. As in `meta.SetStatusCondition`, the transition time moves only with the status.
 */
export function withCondition(
  conditions: readonly Condition[] | undefined,
  next: Condition & { lastTransitionTime: string },
): Condition[] {
  const list = conditions ?? [];
  const old = findCondition(list, next.type);
  if (!old) {
    return [...list, next];
  }
  const kept =
    old.status === next.status
      ? {
          ...next,
          lastTransitionTime: old.lastTransitionTime ?? next.lastTransitionTime,
        }
      : next;
  return list.map(condition =>
    condition.type === next.type ? kept : condition,
  );
}

export function withoutCondition(
  conditions: readonly Condition[] | undefined,
  type: string,
): Condition[] {
  return (conditions ?? []).filter(condition => condition.type !== type);
}
