import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** What there is to say where no workspace answers. */
export interface Notice {
  status: number;
  title: string;
  text: string;
}

export const NOTICES = {
  noWorkspace: {
    status: 404,
    title: 'No workspace here',
    text: 'This address belongs to no workspace of the portal.',
  },
  badRequest: {
    status: 400,
    title: 'This address cannot be opened',
    text: 'The address holds something that no workspace is asked for.',
  },
  foreignOrigin: {
    status: 403,
    title: 'Asked from elsewhere',
    text: 'Another site asked for this. A workspace answers its own pages only.',
  },
  badTicket: {
    status: 401,
    title: 'This link does not work any more',
    text: 'A link into a workspace works once and for 30 seconds. Open the workspace from the portal again.',
  },
  noSession: {
    status: 401,
    title: 'Open it from the portal',
    text: 'You are not signed in to this workspace, or it has been stopped.',
  },
  notAnswering: {
    status: 503,
    title: 'The workspace does not answer',
    text: 'It may still be starting, or its cluster may be out of reach. Its page in the portal says more.',
  },
} satisfies Record<string, Notice>;

const STYLE =
  ':root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}' +
  'main{max-width:34rem;margin:15vh auto;padding:0 1.5rem}h1{font-size:1.5rem}';
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** Headers of everything that the proxy says itself. */
export const NOTICE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};

/** A small page that says so, with the way back. Nothing of the request is in it. */
export function noticePage(
  notice: Notice,
  options: { portalUrl: string; run?: string },
): string {
  const { portalUrl, run } = options;
  const href = run ? `${portalUrl}/runs/${run}` : `${portalUrl}/workspaces`;
  const words = run ? 'Go to its page in the portal' : 'Go to the portal';
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<title>${notice.title}</title><style>${STYLE}</style></head><body><main><h1>${notice.title}</h1>` +
    `<p>${notice.text}</p><p><a href="${escaped(
      href,
    )}">${words}</a></p></main></body></html>`
  );
}

export function sendNotice(
  response: ServerResponse,
  notice: Notice,
  options: { portalUrl: string; run?: string },
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(notice.status, NOTICE_HEADERS);
  response.end(noticePage(notice, options));
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, each => `&#${each.charCodeAt(0)};`);
}
