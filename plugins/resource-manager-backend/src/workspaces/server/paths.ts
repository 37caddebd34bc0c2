/** Encodings of encodings that are looked through; a path that has more is refused. */
const MAX_DECODINGS = 4;

/**
 * Whether a request target may go to a workspace. Refused are targets that are not a path, and paths that any server on
 * the way could read as one above or beside the workspace: dot segments, plain or encoded however often, with slashes
 * or backslashes, and control characters.
 */
export function isSafeTarget(target: string): boolean {
  if (!target.startsWith('/') || target.length > 16_384) return false;
  const [path] = target.split(/[?#]/, 1);
  if (hasControl(target)) return false;
  let seen = path;
  for (let times = 0; times <= MAX_DECODINGS; times += 1) {
    if (hasControl(seen)) return false;
    // A path parameter (`..;x`) is cut off by some servers before they resolve the segment.
    const segments = seen.split(/[/\\]/).map(part => part.split(';', 1)[0]);
    if (segments.some(part => part === '.' || part === '..')) return false;
    if (!seen.includes('%')) return true;
    let decoded: string;
    try {
      decoded = decodeURIComponent(seen);
    } catch {
      // A lone percent sign: fine once decoded (a file may be named `100%`), broken in what was sent.
      return times > 0;
    }
    if (decoded === seen) return true;
    seen = decoded;
  }
  return false;
}

function hasControl(text: string): boolean {
  return [...text].some(each => each < ' ' || each === '\u007f');
}

/**
 * The path that is asked of the workspace. A real API server puts the prefix of its own proxy before the links in HTML
 * that it passes on, so that the prefix of this very workspace means its root.
 */
export function withoutPrefix(target: string, prefix: string): string {
  if (target === prefix || target.startsWith(`${prefix}?`))
    return `/${target.slice(prefix.length)}`;
  return target.startsWith(`${prefix}/`) ? target.slice(prefix.length) : target;
}

/**
 * Where a redirect of the workspace leads, as a path of its own origin. Never elsewhere: what names another host keeps
 * its path only, which is what programs mean that know their address inside the cluster.
 */
export function localLocation(
  location: string,
  options: { upstream: string; path: string },
): string {
  const { upstream, path } = options;
  const prefix = new URL(upstream).pathname;
  let url: URL;
  try {
    url = new URL(location, `http://workspace.invalid${path}`);
  } catch {
    return '/';
  }
  const local = withoutPrefix(
    `${url.pathname}${url.search}${url.hash}`,
    prefix,
  );
  return local.replace(/^[/\\]*/, '/');
}
