import type { WorkspaceProgram } from './SimulatedWorkspace';

const TITLES: Record<WorkspaceProgram, string> = {
  jupyter: 'JupyterLab, simulated',
  'code-server': 'VS Code, simulated',
};

/** Everything comes from this origin; no script or style stands in the page itself. */
export const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/** Addresses are relative: the page also works behind a prefix. */
export function page(options: {
  program: WorkspaceProgram;
  name: string;
  user: string;
}): string {
  const title = TITLES[options.program];
  const [name, user] = [options.name, options.user].map(escaped);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${name} · ${title}</title>
<link rel="stylesheet" href="style.css">
<script src="app.js" defer></script>
</head>
<body>
<header>
<h1>${name}</h1>
<p>${title} · <span id="user">${user}</span> · <span id="clock">connecting …</span></p>
</header>
<main>
<p class="note">This is a simulated workspace. The sandbox cluster runs no notebook, editor or kernel: this small page stands in their place, and its files are kept in memory until the workspace ends.</p>
<section aria-labelledby="files-title">
<h2 id="files-title">Files</h2>
<ul id="files"></ul>
<form id="save">
<label>Name <input name="name" required maxlength="80" autocomplete="off"></label>
<label>Text <textarea name="text" rows="4" maxlength="20000"></textarea></label>
<button>Save</button>
</form>
</section>
<section aria-labelledby="echo-title">
<h2 id="echo-title">Echo</h2>
<p>What you send goes to the workspace over a WebSocket and comes back.</p>
<form id="echo">
<label>Message <input name="message" required maxlength="500" autocomplete="off"></label>
<button>Send</button>
</form>
<output id="log" aria-live="polite"></output>
</section>
</main>
</body>
</html>
`;
}

export const STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0 auto;max-width:60rem;padding:1.5rem}
h1{margin:0;font-size:1.5rem}h2{font-size:1.125rem}
.note{border-inline-start:4px solid currentcolor;padding-inline-start:1rem}
section{border-block-start:1px solid color-mix(in srgb,currentcolor 25%,transparent);margin-block-start:1.5rem}
form{display:grid;gap:.75rem;max-width:30rem}label{display:grid;gap:.25rem}
input,textarea,button{font:inherit;padding:.375rem .5rem}button{justify-self:start}
output{display:block;white-space:pre-wrap;font-family:ui-monospace,monospace;margin-block-start:.75rem}
`;

export const SCRIPT = `'use strict';
const at = id => document.getElementById(id);
const token = () => (/(?:^|; )_xsrf=([^;]*)/.exec(document.cookie) || [])[1] || '';
const say = text => { at('log').textContent = (at('log').textContent + text + '\\n').split('\\n').slice(-12).join('\\n'); };
const list = async () => {
  const answer = await fetch('api/contents');
  const { content } = await answer.json();
  at('files').replaceChildren(...content.map(file => {
    const item = document.createElement('li');
    item.textContent = file.name + ' (' + file.size + ' bytes)';
    return item;
  }));
};
at('save').addEventListener('submit', async event => {
  event.preventDefault();
  const data = new FormData(event.target);
  const answer = await fetch('api/contents/' + encodeURIComponent(data.get('name')), {
    method: 'PUT', body: data.get('text'), headers: { 'x-xsrftoken': token() },
  });
  if (!answer.ok) say('not saved: ' + (await answer.json()).message);
  await list();
});
const address = new URL('terminal', location.href);
address.protocol = address.protocol.replace('http', 'ws');
const socket = new WebSocket(address);
socket.addEventListener('message', event => {
  const { type, value } = JSON.parse(event.data);
  if (type === 'clock') at('clock').textContent = value;
  else say(value);
});
socket.addEventListener('close', () => { at('clock').textContent = 'the connection has ended'; });
at('echo').addEventListener('submit', event => {
  event.preventDefault();
  socket.send(new FormData(event.target).get('message'));
  event.target.reset();
});
list();
`;

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, each => `&#${each.charCodeAt(0)};`);
}
