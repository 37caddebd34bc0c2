import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

function* filesBelow(entry) {
  const stat = fs.statSync(entry, { throwIfNoEntry: false });
  if (!stat) return;
  if (stat.isFile()) {
    yield entry;
    return;
  }
  for (const child of fs.readdirSync(entry, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (child.name === 'node_modules' || child.name === 'dist') continue;
    yield* filesBelow(path.join(entry, child.name));
  }
}

/** SHA-256 over the names and contents of files and folders, in a fixed order. */
export function hashOf(root, entries) {
  const hash = crypto.createHash('sha256');
  for (const entry of entries) {
    for (const file of filesBelow(path.join(root, entry))) {
      hash.update(path.relative(root, file)).update('\0').update(fs.readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

/** Whether the stamp file holds this hash. */
export function isStamped(stamp, hash) {
  return fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8').trim() === hash;
}

export function writeStamp(stamp, hash) {
  fs.mkdirSync(path.dirname(stamp), { recursive: true });
  fs.writeFileSync(stamp, `${hash}\n`);
}
