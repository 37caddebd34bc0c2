/** What an expression evaluates to. */
export type ValueType = 'scalar' | 'vector' | 'matrix' | 'string';

export type MatchOperator = '=' | '!=' | '=~' | '!~';

export interface Matcher {
  label: string;
  operator: MatchOperator;
  value: string;
  /** An absent label counts as the empty string. */
  matches(value: string): boolean;
}

/** `@`: a fixed evaluation time in epoch milliseconds, or a bound of the query. */
export type FixedTime = number | 'start' | 'end';

export interface TimeShift {
  offsetMs: number;
  at?: FixedTime;
}

export interface NumberNode {
  type: 'number';
  value: number;
}

export interface StringNode {
  type: 'string';
  value: string;
}

export interface SelectorNode extends TimeShift {
  type: 'selector';
  matchers: readonly Matcher[];
}

export interface MatrixNode {
  type: 'matrix';
  selector: SelectorNode;
  rangeMs: number;
}

export interface SubqueryNode extends TimeShift {
  type: 'subquery';
  expression: Expression;
  rangeMs: number;
  /** Left out: the default evaluation interval. */
  stepMs?: number;
}

export interface CallNode {
  type: 'call';
  name: string;
  args: readonly Expression[];
}

export interface AggregationNode {
  type: 'aggregation';
  operator: AggregationOperator;
  expression: Expression;
  parameter?: Expression;
  grouping: readonly string[];
  without: boolean;
}

export interface UnaryNode {
  type: 'unary';
  operator: '+' | '-';
  expression: Expression;
}

export interface VectorMatching {
  /** `on` when true, else `ignoring`. */
  on: boolean;
  labels: readonly string[];
  /** Which side may have several series for one of the other. */
  many?: 'left' | 'right';
  /** Labels taken over from the side that has one series. */
  include: readonly string[];
}

export interface BinaryNode {
  type: 'binary';
  operator: BinaryOperator;
  left: Expression;
  right: Expression;
  /** Comparisons answer 0 or 1 instead of filtering. */
  bool: boolean;
  matching: VectorMatching;
}

export type Expression =
  | NumberNode
  | StringNode
  | SelectorNode
  | MatrixNode
  | SubqueryNode
  | CallNode
  | AggregationNode
  | UnaryNode
  | BinaryNode;

export const AGGREGATION_OPERATORS = [
  'sum',
  'avg',
  'min',
  'max',
  'count',
  'group',
  'stddev',
  'stdvar',
  'topk',
  'bottomk',
  'quantile',
  'count_values',
] as const;
export type AggregationOperator = (typeof AGGREGATION_OPERATORS)[number];

export const ARITHMETIC_OPERATORS = [
  '+',
  '-',
  '*',
  '/',
  '%',
  '^',
  'atan2',
] as const;
export const COMPARISON_OPERATORS = ['==', '!=', '>', '<', '>=', '<='] as const;
export const SET_OPERATORS = ['and', 'or', 'unless'] as const;
export type BinaryOperator =
  | (typeof ARITHMETIC_OPERATORS)[number]
  | (typeof COMPARISON_OPERATORS)[number]
  | (typeof SET_OPERATORS)[number];

export function isComparison(operator: BinaryOperator): boolean {
  return (COMPARISON_OPERATORS as readonly string[]).includes(operator);
}

export function isSetOperator(operator: BinaryOperator): boolean {
  return (SET_OPERATORS as readonly string[]).includes(operator);
}
