import { BadQueryError } from './errors';

/** What Go's RE2 has and JavaScript writes otherwise or not at all. */
const UNSUPPORTED: readonly (readonly [RegExp, string])[] = [
  [/\[\[?:\^?\w+:\]/, 'POSIX classes'],
  [/\\[pP]/, 'Unicode classes'],
  [/\\[QEAzC]/, 'this escape'],
  [/\(\?[a-zA-Z]*-/, 'switching flags off'],
];

/** A regular expression of PromQL: anchored at both ends, the dot matches line ends too. */
export function anchoredRegex(pattern: string): RegExp {
  const found = UNSUPPORTED.find(([form]) => form.test(pattern));
  if (found) {
    throw new BadQueryError(
      `regular expression '${pattern}': ${found[1]} is not supported by the sandbox`,
    );
  }
  const [, flags = '', rest] = /^(?:\(\?([imsU]+)\))?([^]*)$/.exec(pattern)!;
  if (/[U]/.test(flags) || /\(\?[imsU]+[:)]/.test(rest)) {
    throw new BadQueryError(
      `regular expression '${pattern}': these flags are not supported by the sandbox`,
    );
  }
  const source = rest.replace(/\(\?P</g, '(?<');
  try {
    return new RegExp(`^(?:${source})$`, [...new Set(`s${flags}`)].join(''));
  } catch (error) {
    throw new BadQueryError(
      `error parsing regexp '${pattern}': ${(error as Error).message}`,
    );
  }
}

/** Puts groups into a replacement by Go's rules: `$1`, `$name`, `${name}`, `$$`; an unknown group is empty. */
export function expandTemplate(
  template: string,
  match: RegExpExecArray,
): string {
  return template.replace(
    /\$(?:\$|\{(\w+)\}|(\w+))/g,
    (_, braced?: string, bare?: string) => {
      const name = braced ?? bare;
      if (name === undefined) {
        return '$';
      }
      const value = /^\d+$/.test(name)
        ? match[Number(name)]
        : match.groups?.[name];
      return value ?? '';
    },
  );
}
