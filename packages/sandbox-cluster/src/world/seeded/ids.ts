import { createHash } from 'node:crypto';

function formatted(bytes: Buffer): string {
  const hex = Buffer.from(bytes.subarray(0, 16));
  hex[6] = (hex[6] % 16) + 0x50;
  hex[8] = (hex[8] % 64) + 0x80;
  const text = hex.toString('hex');
  return [
    text.slice(0, 8),
    text.slice(8, 12),
    text.slice(12, 16),
    text.slice(16, 20),
    text.slice(20),
  ].join('-');
}

/** A uid that depends on nothing but its key: the same at every start, so that addresses of runs stay the same. */
export function uidOf(...key: (string | number)[]): string {
  return formatted(createHash('sha1').update(key.join('\u0000')).digest());
}

/** UUID version 5 of a name in a namespace (RFC 9562). */
function uuidV5(namespace: string, name: string): string {
  const bytes = Buffer.from(namespace.replace(/-/g, ''), 'hex');
  return formatted(
    createHash('sha1').update(bytes).update(name, 'utf8').digest(),
  );
}

/** Namespace of the ids that the portal gives to runs that it finds on a cluster. */
const DISCOVERED_RUNS = '5f0f6f0e-3b0c-4d0e-9d43-0c1f6a7b2e11';

/**
 * Name under which the portal's catalogue has the model of a run that it found: somebody who serves that model has read
 * it there.
 */
export function tunedModelName(options: {
  /** Annotation `airm.silogen.ai/output-model` of the run. */
  name: string;
  clusterUid: string;
  runUid: string;
}): string {
  const { name, clusterUid, runUid } = options;
  const id = uuidV5(DISCOVERED_RUNS, `${clusterUid}/${runUid}`);
  return `${name}-${id.slice(0, 6)}`;
}
