import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { uncompress } from 'snappyjs';
import { encodeWriteRequest, remoteWrite } from './remoteWrite';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('encodeWriteRequest', () => {
  it('writes labels by name, then samples', () => {
    const request = encodeWriteRequest([
      { labels: { b: 'y', __name__: 'm' }, samples: [[300, 1.5]] },
    ]);
    expect(hex(request)).toBe(
      [
        '0a25', // a series of 37 bytes
        `0a0d0a08${hex(Buffer.from('__name__'))}1201${hex(Buffer.from('m'))}`,
        `0a060a01${hex(Buffer.from('b'))}1201${hex(Buffer.from('y'))}`,
        '120c09000000000000f83f10ac02',
      ].join(''),
    );
  });

  it('ends a series with the NaN that means so', () => {
    const request = encodeWriteRequest([
      { labels: {}, samples: [[1, undefined]] },
    ]);
    expect(hex(request)).toBe('0a0d120b09020000000000f07f1001');
  });

  it('writes times beyond 32 bits', () => {
    const timeMs = Date.UTC(2026, 10, 2, 12);
    const request = Buffer.from(
      encodeWriteRequest([{ labels: {}, samples: [[timeMs, 0]] }]),
    );
    const bytes = [...request.subarray(request.length - 6)];
    const read = bytes.reduceRight((sum, byte) => sum * 128 + (byte % 128), 0);
    expect(read).toBe(timeMs);
  });
});

describe('remoteWrite', () => {
  let server: Server;
  let url: string;
  const requests: { headers: NodeJS.Dict<string | string[]>; size: number }[] =
    [];
  let status = 200;

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) {
        chunks.push(chunk);
      }
      const body = uncompress(Buffer.concat(chunks));
      requests.push({ headers: request.headers, size: body.length });
      response.writeHead(status).end(status === 200 ? '' : 'too old\n');
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/write`;
  });
  afterAll(() => server.close());
  beforeEach(() => {
    requests.length = 0;
    status = 200;
  });

  const series = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      labels: { __name__: 'm', at: String(at) },
      samples: [[1, at]] as const,
    }));

  it('writes many series bit by bit, for a tenant', async () => {
    await remoteWrite({ url, tenant: 'team', series: series(1001) });
    expect(requests).toHaveLength(3);
    expect(requests[0].headers).toMatchObject({
      'x-scope-orgid': 'team',
      'content-encoding': 'snappy',
      'content-type': 'application/x-protobuf',
    });
    await remoteWrite({ url, series: series(1) });
    expect(requests[3].headers).not.toHaveProperty('x-scope-orgid');
    expect(requests[3].size).toBe(encodeWriteRequest(series(1)).length);
  });

  it('tells why it was refused', async () => {
    status = 400;
    await expect(remoteWrite({ url, series: series(1) })).rejects.toThrow(
      `${url} refused (400): too old`,
    );
  });
});
