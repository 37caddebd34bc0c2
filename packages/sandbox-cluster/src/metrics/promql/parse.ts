import { parser } from '@prometheus-io/lezer-promql';
import {
  AGGREGATION_OPERATORS,
  type AggregationNode,
  type AggregationOperator,
  type BinaryNode,
  type BinaryOperator,
  type Expression,
  type SelectorNode,
  type VectorMatching,
} from './ast';
import { BadQueryError } from './errors';
import { FUNCTIONS } from './functions';
import { parseNumber, parseString } from './literals';
import { NAME } from './labels';
import { createMatcher } from './matchers';
import { readOperation } from './operations';
import { durationOf, fixedTimeOf, readGrouping } from './parseParts';
import { refuseSyntaxErrors, SourceNode } from './sourceNode';
import { typeOf } from './typeCheck';

/**
 * Reads a PromQL query by Prometheus' own grammar. What the grammar knows and the sandbox does not evaluate is refused
 * by name.
 */
export function parseQuery(query: string): Expression {
  if (query.trim() === '') {
    throw new BadQueryError('1:1: parse error: no expression found in input');
  }
  const tree = parser.parse(query);
  refuseSyntaxErrors(tree, query);
  const [root] = SourceNode.of(tree.topNode, query).children;
  const expression = readExpression(root);
  typeOf(expression);
  return expression;
}

function readExpression(node: SourceNode): Expression {
  switch (node.name) {
    case 'ParenExpr':
      return readExpression(node.children[0]);
    case 'NumberDurationLiteral':
      return { type: 'number', value: parseNumber(node.text) };
    case 'StringLiteral':
      return { type: 'string', value: parseString(node.text) };
    case 'VectorSelector':
      return readSelector(node);
    case 'FunctionCall':
      return readCall(node);
    case 'AggregateExpr':
      return readAggregation(node);
    case 'BinaryExpr':
    case 'UnaryExpr':
    case 'MatrixSelector':
    case 'SubqueryExpr':
    case 'OffsetExpr':
    case 'StepInvariantExpr':
      return readOperation(node, {
        operand: readExpression,
        postfix: readPostfix,
        binary: readBinary,
      });
    default:
      throw node.unsupported(node.name);
  }
}

/** A range, `offset` or `@` behind an expression. */
function readPostfix(node: SourceNode, expression: Expression): Expression {
  const [, , argument] = node.children;
  switch (node.name) {
    case 'MatrixSelector':
      return readMatrix(node, expression);
    case 'SubqueryExpr':
      return readSubquery(node, expression);
    case 'OffsetExpr':
      return shifted(expression, node, { offsetMs: durationOf(argument) });
    default:
      return shifted(expression, node, { at: fixedTimeOf(argument) });
  }
}

function readSelector(node: SourceNode): SelectorNode {
  const matchers = [];
  const name = node.child('Identifier')?.text;
  if (name) {
    matchers.push(createMatcher(NAME, '=', name));
  }
  for (const item of node.child('LabelMatchers')?.children ?? []) {
    if (item.name === 'QuotedLabelName') {
      matchers.push(createMatcher(NAME, '=', parseString(item.text)));
      continue;
    }
    const [label, operator, value] = item.children;
    const labelName =
      label.name === 'QuotedLabelName' ? parseString(label.text) : label.text;
    matchers.push(
      createMatcher(labelName, operator.text, parseString(value.text)),
    );
  }
  if (name && matchers.slice(1).some(({ label }) => label === NAME)) {
    throw node.error('metric name must not be set twice');
  }
  if (matchers.every(matcher => matcher.matches(''))) {
    throw node.error(
      'vector selector must contain at least one non-empty matcher',
    );
  }
  return { type: 'selector', matchers, offsetMs: 0 };
}

function readMatrix(node: SourceNode, selector: Expression): Expression {
  const [, range] = node.children;
  if (selector.type !== 'selector') {
    throw node.error('ranges only allowed for vector selectors');
  }
  if (selector.offsetMs !== 0 || selector.at !== undefined) {
    throw node.error('no offset or @ modifiers allowed before range');
  }
  return { type: 'matrix', selector, rangeMs: positive(range) };
}

function readSubquery(node: SourceNode, expression: Expression): Expression {
  const [, range, step] = node.children;
  return {
    type: 'subquery',
    expression,
    rangeMs: positive(range),
    stepMs: step && positive(step),
    offsetMs: 0,
  };
}

function positive(node: SourceNode): number {
  const durationMs = durationOf(node);
  if (!(durationMs > 0)) {
    throw node.error('duration must be greater than 0');
  }
  return durationMs;
}

/** Puts `offset` or `@` where it belongs; each may stand once. */
function shifted(
  expression: Expression,
  node: SourceNode,
  shift: { offsetMs?: number; at?: SelectorNode['at'] },
): Expression {
  if (expression.type === 'matrix') {
    const selector = shifted(expression.selector, node, shift);
    return { ...expression, selector: selector as SelectorNode };
  }
  if (expression.type !== 'selector' && expression.type !== 'subquery') {
    const what = shift.at === undefined ? 'offset' : '@';
    throw node.error(
      `${what} modifier must be preceded by an instant vector selector or range vector selector or a subquery`,
    );
  }
  if (shift.offsetMs !== undefined && expression.offsetMs !== 0) {
    throw node.error('offset may not be set multiple times');
  }
  if (shift.at !== undefined && expression.at !== undefined) {
    throw node.error('@ <timestamp> may not be set multiple times');
  }
  return { ...expression, ...shift };
}

function readCall(node: SourceNode): Expression {
  const [identifier, body] = node.children;
  const name = identifier.text;
  if (!Object.hasOwn(FUNCTIONS, name)) {
    throw identifier.unsupported(`function "${name}"`);
  }
  return { type: 'call', name, args: body.children.map(readExpression) };
}

const WITH_PARAMETER: ReadonlySet<string> = new Set([
  'topk',
  'bottomk',
  'quantile',
  'count_values',
]);

function readAggregation(node: SourceNode): AggregationNode {
  const operatorNode = node.child('AggregateOp')!;
  const operator = operatorNode.text.toLowerCase() as AggregationOperator;
  if (!AGGREGATION_OPERATORS.includes(operator)) {
    throw operatorNode.unsupported(`aggregation operator "${operator}"`);
  }
  const args = node.child('FunctionCallBody')!.children.map(readExpression);
  const wanted = WITH_PARAMETER.has(operator) ? 2 : 1;
  if (args.length !== wanted) {
    throw node.error(
      `wrong number of arguments for aggregate expression provided, expected ${wanted}, got ${args.length}`,
    );
  }
  const modifier = node.child('AggregateModifier');
  return {
    type: 'aggregation',
    operator,
    expression: args[wanted - 1],
    parameter: wanted === 2 ? args[0] : undefined,
    grouping: readGrouping(modifier?.child('GroupingLabels')),
    without: modifier?.child('Without') !== undefined,
  };
}

function readBinary(
  node: SourceNode,
  left: Expression,
  right: Expression,
): BinaryNode {
  const [, operatorNode] = node.children;
  const fill = node.child('FillModifier');
  if (fill) {
    throw fill.unsupported('modifier "fill"');
  }
  return {
    type: 'binary',
    operator: operatorNode.text.toLowerCase() as BinaryOperator,
    left,
    right,
    bool: node.child('BoolModifier') !== undefined,
    matching: readMatching(node.child('MatchingModifierClause')),
  };
}

function readMatching(clause: SourceNode | undefined): VectorMatching {
  if (!clause) {
    return { on: false, labels: [], include: [] };
  }
  const [labels, include] = clause.all('GroupingLabels');
  const many = clause.child('GroupLeft') ? 'left' : 'right';
  const grouped = clause.child('GroupLeft') ?? clause.child('GroupRight');
  return {
    on: clause.child('On') !== undefined,
    labels: readGrouping(labels),
    many: grouped ? many : undefined,
    include: readGrouping(include),
  };
}
