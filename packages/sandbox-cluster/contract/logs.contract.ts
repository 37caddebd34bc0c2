import { typeOf, type Abilities, type ContractContext } from './context';

/** Pod logs. Left out where nothing can put lines into a log at will. */
export function logContracts(
  context: () => ContractContext,
  abilities: Abilities,
): void {
  describe('logs', () => {
    (abilities.includes('writeLog') ? it : it.skip)(
      'come whole, by tail, with times, and as they are written',
      async () => {
        const { client, namespace, writeLog } = context();
        const pods = await typeOf(client, { group: '', kind: 'Pod' });
        await client.create(pods, {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: {
            name: 'talker',
            namespace,
            // Where there is a kubelet, it has to wait.
            annotations: { 'test-cluster.silogen.ai/pull-for': '1h' },
          },
          spec: {
            containers: [{ name: 'main', image: 'registry.test/nothing:1' }],
          },
        });
        await untilScheduled(() => client.logs(namespace, 'talker'));
        await expect(client.logs(namespace, 'talker')).rejects.toMatchObject({
          code: 400,
          reason: 'BadRequest',
          message: expect.stringContaining(
            'container "main" in pod "talker" is waiting to start',
          ),
        });
        writeLog!('talker', namespace, 'main', ['one', 'zwei ü', 'three']);
        expect(await text(client.logs(namespace, 'talker'))).toBe(
          'one\nzwei ü\nthree\n',
        );
        expect(
          await text(client.logs(namespace, 'talker', { tailLines: 1 })),
        ).toBe('three\n');
        expect(
          await text(client.logs(namespace, 'talker', { limitBytes: 5 })),
        ).toBe('one\nz');
        expect(
          await text(
            client.logs(namespace, 'talker', {
              timestamps: true,
              tailLines: 1,
            }),
          ),
        ).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z three\n$/);
        await expect(
          client.logs(namespace, 'talker', { container: 'other' }),
        ).rejects.toMatchObject({
          code: 400,
          message: expect.stringContaining(
            'container other is not valid for pod talker',
          ),
        });
        await expect(
          client.logs(namespace, 'talker', { previous: true }),
        ).rejects.toMatchObject({
          message: expect.stringContaining(
            'previous terminated container "main"',
          ),
        });

        const abort = new AbortController();
        const options = { follow: true, tailLines: 0, signal: abort.signal };
        const reader = (
          await client.logs(namespace, 'talker', options)
        ).getReader();
        writeLog!('talker', namespace, 'main', ['four']);
        const { value } = await reader.read();
        expect(Buffer.from(value ?? []).toString()).toBe('four\n');
        abort.abort();
        await client.delete(pods, 'talker', namespace, {
          gracePeriodSeconds: 0,
        });
        await expect(client.logs(namespace, 'talker')).rejects.toMatchObject({
          code: 404,
        });
      },
    );
  });
}

/** Before a pod has a node, the API server itself answers. */
async function untilScheduled(read: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const message = await read().then(
      () => '',
      error => String(error.message),
    );
    if (!message.includes('does not have a host assigned')) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

async function text(
  stream: Promise<ReadableStream<Uint8Array>>,
): Promise<string> {
  return new Response(await stream).text();
}
