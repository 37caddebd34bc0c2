import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A key and a certificate that vouches for itself, both PEM. */
export interface KeyAndCertificate {
  key: string;
  certificate: string;
}

/**
 * Makes a certificate for the loopback address. kubectl sends a token over TLS only, so even a sandbox needs one;
 * Node can sign but not build certificates, hence the few lines of DER (RFC 5280) here.
 */
export function selfSignedCertificate(options: {
  commonName: string;
  nowMs: number;
}): KeyAndCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
  });
  const subject = name(options.commonName);
  const ecdsaWithSha256 = sequence(oid('06082a8648ce3d040302'));
  const dayMs = 24 * 60 * 60_000;
  const toBeSigned = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([0x01]), randomBytes(15)])),
    ecdsaWithSha256,
    subject,
    sequence(
      utcTime(options.nowMs - dayMs),
      utcTime(options.nowMs + 3650 * dayMs),
    ),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(
      3,
      sequence(
        // basicConstraints, critical: it is its own CA.
        extension('0603551d13', sequence(boolean(true)), true),
        // subjectAltName: localhost and 127.0.0.1.
        extension(
          '0603551d11',
          sequence(
            tlv(0x82, Buffer.from('localhost')),
            tlv(0x87, Buffer.from([127, 0, 0, 1])),
          ),
        ),
      ),
    ),
  );
  const signature = sign('sha256', toBeSigned, privateKey);
  const certificate = sequence(
    toBeSigned,
    ecdsaWithSha256,
    tlv(0x03, Buffer.concat([Buffer.from([0]), signature])),
  );
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: pem('CERTIFICATE', certificate),
  };
}

function tlv(tag: number, content: Buffer): Buffer {
  const { length } = content;
  if (length < 0x80) {
    return Buffer.concat([Buffer.from([tag, length]), content]);
  }
  const size =
    length < 0x100
      ? [0x81, length]
      : [0x82, Math.floor(length / 256), length % 256];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...parts: Buffer[]): Buffer {
  return tlv(0x30, Buffer.concat(parts));
}

function explicit(index: number, content: Buffer): Buffer {
  return tlv(0xa0 + index, content);
}

function integer(bytes: Buffer): Buffer {
  return tlv(0x02, bytes);
}

function boolean(value: boolean): Buffer {
  return tlv(0x01, Buffer.from([value ? 0xff : 0]));
}

/** Object identifiers are few and fixed, so they are written down encoded. */
function oid(hex: string): Buffer {
  return Buffer.from(hex, 'hex');
}

function utcTime(ms: number): Buffer {
  const text = new Date(ms).toISOString().replace(/[-:T]|\.\d+/g, '');
  return tlv(0x17, Buffer.from(text.slice(2)));
}

function name(commonName: string): Buffer {
  return sequence(
    tlv(0x31, sequence(oid('0603550403'), tlv(0x0c, Buffer.from(commonName)))),
  );
}

function extension(
  identifier: string,
  value: Buffer,
  critical = false,
): Buffer {
  const parts = [
    oid(identifier),
    ...(critical ? [boolean(true)] : []),
    tlv(0x04, value),
  ];
  return sequence(...parts);
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join(
    '\n',
  )}\n-----END ${label}-----\n`;
}
