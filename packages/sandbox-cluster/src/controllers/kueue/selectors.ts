import type {
  LabelSelector,
  NodeSelectorExpression,
} from '../runtime/kubeTypes';

export function matchesExpression(
  labels: Record<string, string>,
  expression: NodeSelectorExpression,
): boolean {
  const value = labels[expression.key];
  switch (expression.operator) {
    case 'In':
      return value !== undefined && (expression.values ?? []).includes(value);
    case 'NotIn':
      return value === undefined || !(expression.values ?? []).includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}

export function matchesPairs(
  labels: Record<string, string> | undefined,
  pairs: Record<string, string> | undefined,
): boolean {
  return Object.entries(pairs ?? {}).every(
    ([key, value]) => labels?.[key] === value,
  );
}

/** An absent selector matches nothing, an empty one everything, as in Kubernetes. */
export function matchesSelector(
  labels: Record<string, string> | undefined,
  selector: LabelSelector | null | undefined,
): boolean {
  if (!selector) {
    return false;
  }
  return (
    matchesPairs(labels, selector.matchLabels) &&
    (selector.matchExpressions ?? []).every(expression =>
      matchesExpression(labels ?? {}, expression),
    )
  );
}
