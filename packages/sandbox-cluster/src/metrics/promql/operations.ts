import type { Expression } from './ast';
import type { SourceNode } from './sourceNode';

/** How the parts of an operation become expressions. */
export interface OperationReaders {
  operand(node: SourceNode): Expression;
  postfix(node: SourceNode, inner: Expression): Expression;
  binary(node: SourceNode, left: Expression, right: Expression): Expression;
}

type Item =
  | { kind: 'sign'; sign: '+' | '-' }
  | { kind: 'operator'; node: SourceNode; level: number }
  | { kind: 'operand'; read(): Expression };

/** From the loosest to the tightest; a sign stands on the level of `*`. */
const LEVELS: readonly (readonly string[])[] = [
  ['or'],
  ['and', 'unless'],
  ['==', '!=', '<=', '<', '>=', '>'],
  ['+', '-'],
  ['*', '/', '%', 'atan2'],
  ['^'],
];
const SIGN_LEVEL = 4;
const POWER_LEVEL = 5;

/**
 * Reads operators, signs and what stands behind operands by PromQL's precedence. The grammar, made for editors, takes
 * `offset`, `@` and ranges for looser than any operator and a sign for a part of its number: `a - b offset 1h * 2` comes
 * as `((a - b) offset 1h) * 2` and `-1 ^ 2` as `(-1) ^ 2`.
 */
export function readOperation(
  node: SourceNode,
  readers: OperationReaders,
): Expression {
  return climb({ items: flatten(node, readers), at: 0, readers }, 0);
}

interface Reading {
  items: readonly Item[];
  at: number;
  readers: OperationReaders;
}

/** Reads on as long as operators bind at least as tightly as `lowest`. */
function climb(reading: Reading, lowest: number): Expression {
  let left = readOperand(reading);
  for (;;) {
    const item = reading.items[reading.at];
    if (item?.kind !== 'operator' || item.level < lowest) {
      return left;
    }
    reading.at += 1;
    // Equal levels group to the left, powers to the right.
    const next = item.level + (item.level === POWER_LEVEL ? 0 : 1);
    left = reading.readers.binary(item.node, left, climb(reading, next));
  }
}

/** An operand with the signs before it. */
function readOperand(reading: Reading): Expression {
  const item = reading.items[reading.at];
  reading.at += 1;
  switch (item.kind) {
    case 'sign':
      return {
        type: 'unary',
        operator: item.sign,
        expression: climb(reading, SIGN_LEVEL + 1),
      };
    case 'operand':
      return item.read();
    default:
      throw item.node.error('unexpected operator');
  }
}

/** The operands and operators in the order of the text; parentheses stay closed. */
function flatten(node: SourceNode, readers: OperationReaders): Item[] {
  const [first, second] = node.children;
  switch (node.name) {
    case 'BinaryExpr': {
      const level = LEVELS.findIndex(signs =>
        signs.includes(second.text.toLowerCase()),
      );
      if (level < 0) {
        throw second.unsupported(`operator "${second.text}"`);
      }
      return [
        ...flatten(first, readers),
        { kind: 'operator', node, level },
        ...flatten(node.children[node.children.length - 1], readers),
      ];
    }
    case 'UnaryExpr':
      return [
        { kind: 'sign', sign: first.text as '+' | '-' },
        ...flatten(second, readers),
      ];
    case 'NumberDurationLiteral': {
      const sign = /^[+-]/.exec(node.text)?.[0] as '+' | '-' | undefined;
      const read = (): Expression => {
        const literal = readers.operand(node);
        return sign === '-' && literal.type === 'number'
          ? { ...literal, value: -literal.value }
          : literal;
      };
      return [
        ...(sign ? [{ kind: 'sign', sign } as const] : []),
        { kind: 'operand', read },
      ];
    }
    case 'MatrixSelector':
    case 'SubqueryExpr':
    case 'OffsetExpr':
    case 'StepInvariantExpr': {
      const items = flatten(first, readers);
      const last = items[items.length - 1] as Extract<
        Item,
        { kind: 'operand' }
      >;
      return [
        ...items.slice(0, -1),
        { kind: 'operand', read: () => readers.postfix(node, last.read()) },
      ];
    }
    default:
      return [{ kind: 'operand', read: () => readers.operand(node) }];
  }
}
