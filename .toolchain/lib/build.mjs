import fs from 'node:fs';
import path from 'node:path';
import { hashOf, isStamped, writeStamp } from './hash.mjs';
import { say, UserError } from './say.mjs';

/** What the frontend's bundle is made of: its own sources and those of the plugins that run in a browser. */
function frontendSources(root) {
  const plugins = fs
    .readdirSync(path.join(root, 'plugins'))
    .filter(name => {
      const { backstage } = JSON.parse(fs.readFileSync(path.join(root, 'plugins', name, 'package.json'), 'utf8'));
      return ['frontend-plugin', 'web-library', 'common-library'].includes(backstage.role);
    })
    .flatMap(name => [`plugins/${name}/src`, `plugins/${name}/package.json`]);
  return ['yarn.lock', 'packages/app/src', 'packages/app/public', 'packages/app/package.json', ...plugins];
}

/** Builds the frontend into packages/app/dist unless its sources are the ones that were built last. */
export async function buildFrontend(toolchain) {
  const { root } = toolchain;
  const hash = hashOf(root, frontendSources(root));
  const stamp = path.join(root, 'packages/app/dist/.portal-hash');
  if (isStamped(stamp, hash)) return;
  say('building the pages (about half a minute) …');
  const { code, output } = await toolchain.capture(
    'yarn',
    ['workspace', 'app', 'build', '--config', '../../app-config.yaml'],
    { env: { ...toolchain.env, NODE_OPTIONS: '--max-old-space-size=4096' } },
  );
  if (code !== 0) throw new UserError(`the pages could not be built:\n${output}`);
  writeStamp(stamp, hash);
}
