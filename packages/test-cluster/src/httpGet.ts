import { readFileSync } from 'node:fs';
import { get as getHttp } from 'node:http';
import { get as getHttps, type RequestOptions } from 'node:https';
import { join } from 'node:path';

/** Whether a health endpoint answers 200. `pki` is the folder of the cluster's certificates. */
export async function isOk(url: string, pki?: string): Promise<boolean> {
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
      response.resume();
      resolve(response.statusCode === 200);
    }).once('error', reject);
  });
}
