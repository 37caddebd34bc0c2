/** One `name=value` as a browser sends it; the value stays as it is written. */
export interface Cookie {
  name: string;
  value: string;
}

/** The cookies of a request, in their order; names may repeat, since domains and paths may differ. */
export function cookiesOf(header: string | undefined): Cookie[] {
  return (header ?? '').split(';').flatMap(part => {
    const at = part.indexOf('=');
    const name = part.slice(0, Math.max(at, 0)).trim();
    return name ? [{ name, value: part.slice(at + 1).trim() }] : [];
  });
}

export function cookieHeader(cookies: readonly Cookie[]): string | undefined {
  return cookies.length > 0
    ? cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    : undefined;
}

/** The cookie that a `Set-Cookie` sets; undefined where it has no name. */
export function setCookieOf(line: string): Cookie | undefined {
  return cookiesOf(line.split(';', 1)[0])[0];
}

/** A `Set-Cookie` that reaches this one host only. */
export function hostOnly(line: string): string {
  const [pair, ...attributes] = line.split(';');
  return [
    pair,
    ...attributes.filter(each => !/^\s*domain\s*(=|$)/i.test(each)),
  ].join(';');
}
