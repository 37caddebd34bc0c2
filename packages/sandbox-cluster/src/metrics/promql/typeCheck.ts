import {
  isComparison,
  isSetOperator,
  type AggregationNode,
  type BinaryNode,
  type CallNode,
  type Expression,
  type ValueType,
} from './ast';
import { BadQueryError } from './errors';
import { FUNCTIONS } from './functions';

/** The words in which Prometheus speaks of value types. */
export const TYPE_NAMES: Readonly<Record<ValueType, string>> = {
  scalar: 'scalar',
  vector: 'instant vector',
  matrix: 'range vector',
  string: 'string',
};

/** The type of an expression; throws where types do not fit together. */
export function typeOf(expression: Expression): ValueType {
  switch (expression.type) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'selector':
      return 'vector';
    case 'matrix':
      return 'matrix';
    case 'subquery':
      expect(expression.expression, 'vector', 'subquery');
      return 'matrix';
    case 'call':
      return typeOfCall(expression);
    case 'aggregation':
      return typeOfAggregation(expression);
    case 'unary': {
      const type = typeOf(expression.expression);
      if (type !== 'scalar' && type !== 'vector') {
        throw new BadQueryError(
          `parse error: unary expression only allowed on expressions of type scalar or instant vector, got "${TYPE_NAMES[type]}"`,
        );
      }
      return type;
    }
    default:
      return typeOfBinary(expression);
  }
}

function expect(expression: Expression, wanted: ValueType, where: string) {
  const got = typeOf(expression);
  if (got !== wanted) {
    throw new BadQueryError(
      `parse error: expected type ${TYPE_NAMES[wanted]} in ${where}, got ${TYPE_NAMES[got]}`,
    );
  }
}

function typeOfCall({ name, args }: CallNode): ValueType {
  const signature = FUNCTIONS[name];
  const most = signature.args.length;
  const least = signature.variadic
    ? most - 1
    : most - (signature.optional ?? 0);
  if (args.length < least || (args.length > most && !signature.variadic)) {
    const bound = args.length < least ? `at least ${least}` : `at most ${most}`;
    const wanted = least === most && !signature.variadic ? String(most) : bound;
    throw new BadQueryError(
      `parse error: expected ${wanted} argument(s) in call to "${name}", got ${args.length}`,
    );
  }
  args.forEach((arg, at) =>
    expect(
      arg,
      signature.args[Math.min(at, most - 1)],
      `call to function "${name}"`,
    ),
  );
  return signature.returns;
}

function typeOfAggregation(node: AggregationNode): ValueType {
  const { operator, parameter } = node;
  expect(node.expression, 'vector', 'aggregation expression');
  if (parameter) {
    expect(
      parameter,
      operator === 'count_values' ? 'string' : 'scalar',
      'aggregation parameter',
    );
  }
  return 'vector';
}

function typeOfBinary(node: BinaryNode): ValueType {
  const { operator, matching } = node;
  const left = typeOf(node.left);
  const right = typeOf(node.right);
  for (const type of [left, right]) {
    if (type !== 'scalar' && type !== 'vector') {
      throw new BadQueryError(
        'parse error: binary expression must contain only scalar and instant vector types',
      );
    }
  }
  const scalars = left === 'scalar' && right === 'scalar';
  if (scalars && isComparison(operator) && !node.bool) {
    throw new BadQueryError(
      'parse error: comparisons between scalars must use BOOL modifier',
    );
  }
  if (node.bool && !isComparison(operator)) {
    throw new BadQueryError(
      'parse error: bool modifier can only be used on comparison operators',
    );
  }
  if (left !== 'vector' || right !== 'vector') {
    if (isSetOperator(operator)) {
      throw new BadQueryError(
        `parse error: set operator "${operator}" not allowed in binary scalar expression`,
      );
    }
    if (matching.on || matching.labels.length > 0) {
      throw new BadQueryError(
        'parse error: vector matching only allowed between instant vectors',
      );
    }
  }
  if (isSetOperator(operator) && matching.many) {
    throw new BadQueryError(
      `parse error: no grouping allowed for "${operator}" operation`,
    );
  }
  const twice =
    matching.on &&
    matching.labels.find(label => matching.include.includes(label));
  if (twice) {
    throw new BadQueryError(
      `parse error: label "${twice}" must not occur in ON and GROUP clause at once`,
    );
  }
  return scalars ? 'scalar' : 'vector';
}
