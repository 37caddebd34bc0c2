import { createHash, randomBytes } from 'node:crypto';

/** 256 bits from the system's generator, fit for an address or a cookie. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a secret. It has 256 random bits, so that no salt or slow hash would add anything. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
