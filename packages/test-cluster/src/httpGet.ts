import { readFileSync } from 'node:fs';
import { get as getHttp } from 'node:http';
import { get as getHttps, type RequestOptions } from 'node:https';
import { join } from 'node:path';

/** Whether a health endpoint answers 200. `pki` is the folder of the cluster's certificates. */
export async function isOk(url: string, pki?: string): Promise<boolean> {
  return (await httpGet(url, pki)).status === 200;
}

/** One answer, read to its end. With `pki`, the administrator asks. */
export async function httpGet(
  url: string,
  pki?: string,
): Promise<{ status?: number; text: string }> {
  const options: RequestOptions = pki
    ? {
        ca: readFileSync(join(pki, 'ca.crt')),
        cert: readFileSync(join(pki, 'admin.crt')),
        key: readFileSync(join(pki, 'admin.key')),
        timeout: 5000,
      }
    : { timeout: 5000 };
  return new Promise((resolve, reject) => {
    const get = url.startsWith('https:') ? getHttps : getHttp;
    get(url, options, response => {
      const chunks: Buffer[] = [];
      response
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .once('error', reject)
        .once('end', () =>
          resolve({
            status: response.statusCode,
            text: Buffer.concat(chunks).toString(),
          }),
        );
    }).once('error', reject);
  });
}
