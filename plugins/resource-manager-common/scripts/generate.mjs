// Writes what is generated from resource-manager-backend/src/schema/openapi.yaml:
// the API's types (here) and the specification as a module (in the backend, for request validation).
// `node scripts/generate.mjs --check` writes nothing and exits 1 when a file is out of date.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';

const here = path.dirname(fileURLToPath(import.meta.url));
const backend = path.join(here, '../../resource-manager-backend/src/schema');
const source = path.join(backend, 'openapi.yaml');
const notice =
  '// Generated from resource-manager-backend/src/schema/openapi.yaml by scripts/generate.mjs. Do not edit.\n';

const types = astToString(await openapiTS(new URL(`file://${source}`)));
const specification = parse(fs.readFileSync(source, 'utf8'));
const outputs = {
  [path.join(here, '../src/generated/openapi.ts')]:
    `${notice}/* eslint-disable */\n${types}`,
  [path.join(backend, 'openapi.generated.ts')]:
    `${notice}/* eslint-disable */\n` +
    `export const spec = ${JSON.stringify(specification, undefined, 2)} as const;\n`,
};

const check = process.argv.includes('--check');
let stale = false;
for (const [file, content] of Object.entries(outputs)) {
  const present = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
  if (present === content) continue;
  if (check) {
    stale = true;
    process.stderr.write(`${path.relative(process.cwd(), file)} is out of date: run this script without --check\n`);
  } else {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
    process.stdout.write(`wrote ${path.relative(process.cwd(), file)}\n`);
  }
}
process.exit(stale ? 1 : 0);
