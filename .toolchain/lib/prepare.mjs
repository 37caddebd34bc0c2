import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashOf, isStamped, writeStamp } from './hash.mjs';
import { capture, run } from './process.mjs';
import { say, UserError, whileSaying } from './say.mjs';

const tools = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
export const root = path.dirname(tools);

const GIB = 1024 ** 3;
/** Dependencies take 2.2 GiB installed and 1.2 GiB in Yarn's cache. */
const INSTALL_NEEDS_GIB = 4;

function requireDisk() {
  if (!fs.statfsSync) return;
  const { bavail, bsize } = fs.statfsSync(root);
  const free = (bavail * bsize) / GIB;
  if (free < INSTALL_NEEDS_GIB) {
    throw new UserError(
      `the disk that holds ${root} has ${free.toFixed(1)} GiB free; installing takes ${INSTALL_NEEDS_GIB} GiB. Free some room and start again.`,
    );
  }
}

function bundledNode() {
  const folder = path.join(tools, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin');
  return fs.existsSync(path.join(folder, 'node')) ? folder : undefined;
}

async function nodeFolder() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major === 22 || major === 24) return path.dirname(process.execPath);
  const folder = bundledNode();
  if (folder) return folder;
  throw new UserError(
    `this is Node ${process.versions.node}; Backstage needs Node 22 or 24, which can be brought along only on Linux (x64, arm64). Install one of them and start again.`,
  );
}

async function installTools() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 18) {
    throw new UserError(`this is Node ${process.versions.node}; at least Node 18 is needed to begin.`);
  }
  const hash = hashOf(tools, ['package-lock.json']);
  const stamp = path.join(tools, 'node_modules', '.stamp');
  if (isStamped(stamp, hash)) return;
  say('bringing Node 24 and Yarn from npm (once) …');
  requireDisk();
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { code, output } = await whileSaying(
    'bringing Node and Yarn',
    capture(npm, ['ci', '--prefix', tools, '--no-audit', '--no-fund', '--loglevel=error'], { cwd: tools }),
  );
  if (code !== 0) throw new UserError(`npm could not install the toolchain:\n${output}`);
  writeStamp(stamp, hash);
}

async function installPackages(env) {
  const manifests = ['packages', 'plugins'].flatMap(folder =>
    fs.readdirSync(path.join(root, folder)).map(name => path.join(folder, name, 'package.json')),
  );
  const hash = hashOf(root, ['yarn.lock', '.yarnrc.yml', 'package.json', ...manifests]);
  const stamp = path.join(root, 'node_modules', '.portal-stamp');
  if (isStamped(stamp, hash)) return;
  say('installing dependencies (about two minutes the first time) …');
  requireDisk();
  const { code, output } = await whileSaying(
    'installing dependencies',
    capture('yarn', ['install', '--immutable'], { cwd: root, env }),
  );
  if (code !== 0) throw new UserError(`Yarn could not install the dependencies:\n${output}`);
  writeStamp(stamp, hash);
  say('dependencies are installed');
}

/**
 * Brings the toolchain and the dependencies.
 * @returns what the commands run programs with: `env` has the pinned Node and Yarn first on PATH
 */
export async function prepare() {
  await installTools();
  const bin = path.join(tools, 'node_modules', '.bin');
  const node = await nodeFolder();
  const env = {
    ...process.env,
    PATH: [node, bin, process.env.PATH].join(path.delimiter),
    YARN_ENABLE_TELEMETRY: '0',
  };
  // npm exports its own settings to scripts; Yarn and node-gyp would take them for theirs.
  for (const key of Object.keys(env)) if (/^npm_config_/i.test(key)) delete env[key];
  await installPackages(env);
  return {
    root,
    env,
    node: path.join(node, process.platform === 'win32' ? 'node.exe' : 'node'),
    run: (command, args, options = {}) => run(command, args, { cwd: root, env, ...options }),
    capture: (command, args, options = {}) => capture(command, args, { cwd: root, env, ...options }),
  };
}
