import { createHash } from 'node:crypto';

/** Letters and digits of generated names: no vowels, so that no word comes out. Upstream: apimachinery util/rand. */
const NAME_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** The first `length` hexadecimal digits of the SHA-1 of a text. */
export function hexHash(text: string, length: number): string {
  return createHash('sha1').update(text).digest('hex').slice(0, length);
}

/** A number in [0, 1) that depends on nothing but its key. */
export function hashFraction(...key: (string | number)[]): number {
  const digest = createHash('sha1').update(key.join('\u0000')).digest();
  return digest.readUIntBE(0, 6) / 2 ** 48;
}

/** A suffix as the API server makes them for `generateName`, from a key. */
export function nameSuffix(key: string, length = 5): string {
  const digest = createHash('sha1').update(key).digest();
  return [...digest.subarray(0, length)]
    .map(byte => NAME_ALPHABET[byte % NAME_ALPHABET.length])
    .join('');
}
