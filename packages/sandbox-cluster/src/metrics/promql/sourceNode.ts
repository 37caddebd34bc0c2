import type { SyntaxNode, Tree } from '@lezer/common';
import { BadQueryError } from './errors';

/** A node of the syntax tree with its text. */
export class SourceNode {
  readonly name: string;
  readonly text: string;
  readonly children: readonly SourceNode[];
  readonly #query: string;
  readonly #from: number;

  static of(node: SyntaxNode, query: string): SourceNode {
    return new SourceNode(node, query);
  }

  private constructor(node: SyntaxNode, query: string) {
    this.name = node.name;
    this.text = query.slice(node.from, node.to);
    this.#query = query;
    this.#from = node.from;
    const children: SourceNode[] = [];
    for (let at = node.firstChild; at; at = at.nextSibling) {
      if (at.name !== 'LineComment') {
        children.push(new SourceNode(at, query));
      }
    }
    this.children = children;
  }

  child(name: string): SourceNode | undefined {
    return this.children.find(child => child.name === name);
  }

  all(name: string): SourceNode[] {
    return this.children.filter(child => child.name === name);
  }

  error(message: string): BadQueryError {
    return new BadQueryError(
      `${positionOf(this.#query, this.#from)}: parse error: ${message}`,
    );
  }

  unsupported(what: string): BadQueryError {
    return this.error(`${what} is not supported by the sandbox`);
  }
}

/** `line:column`, both from 1. */
function positionOf(query: string, at: number): string {
  const before = query.slice(0, at).split('\n');
  return `${before.length}:${before[before.length - 1].length + 1}`;
}

/** Throws with the place of the first thing that the grammar could not read. */
export function refuseSyntaxErrors(tree: Tree, query: string): void {
  let from: number | undefined;
  tree.iterate({
    enter: node => {
      if (node.type.isError && from === undefined) {
        from = node.from;
      }
    },
  });
  if (from === undefined) {
    return;
  }
  const rest = query.slice(from).trimStart();
  const at = query.length - query.slice(from).trimStart().length;
  const before = /([a-zA-Z_:][\w:]*)\s*$/.exec(query.slice(0, at));
  const message = (() => {
    if (rest === '') {
      return 'unexpected end of input';
    }
    if (rest.startsWith('(') && before) {
      return `unknown function with name "${before[1]}"`;
    }
    const [token] = /^(?:[\w:.]+|[^])/.exec(rest)!;
    return `unexpected ${JSON.stringify(token)}`;
  })();
  throw new BadQueryError(`${positionOf(query, at)}: parse error: ${message}`);
}
