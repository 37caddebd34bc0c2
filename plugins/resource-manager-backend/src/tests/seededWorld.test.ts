import { mockCredentials } from '@backstage/backend-test-utils';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { API, eventually, startPortal } from '../__testUtils__/portal';

jest.setTimeout(180_000);

const root = path.resolve(__dirname, '../../../..');
const { seed } = parse(
  fs.readFileSync(path.join(root, 'app-config.yaml'), 'utf8'),
).resourceManager;

/** The portal as `npm start` seeds it, on the world that `npm start` begins with. */
describe('the seeded world in the portal', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;
  beforeAll(async () => {
    portal = await startPortal({
      seed,
      takeOver: true,
      world: 'seeded',
      drift: 'report',
    });
  });
  afterAll(() => portal.stop());

  const get = (resource: string) => portal.http.get(`${API}${resource}`);

  it('guarantees and lends as told', async () => {
    await eventually(
      () => get('/quotas?cluster=hall-a&limit=100'),
      ({ body }) => {
        const rows = body.items.filter(
          (row: any) => row.access !== 'none' && row.resource === 'amd.com/gpu',
        );
        expect(
          rows
            .map(
              (row: any) =>
                `${row.pool} ${row.project} ${row.access} ${row.guaranteed}/${row.used} +${row.borrowed} ${row.sync.state}`,
            )
            .sort(),
        ).toEqual([
          'mi300x operations-forecast borrow 0/4 +4 applied',
          'mi300x products-assistant guaranteed 8/8 +0 applied',
          'mi300x products-documents guaranteed 4/2 +0 applied',
          'mi300x research-llm guaranteed 16/26 +10 applied',
          'mi300x research-vision guaranteed 16/8 +0 applied',
          'mi325x products-documents borrow 0/0 +0 applied',
          'mi325x research-llm guaranteed 8/8 +0 applied',
          'mi325x research-vision guaranteed 8/8 +0 applied',
        ]);
      },
      60_000,
    );
  });

  it('finds the runs of two weeks with their pools, owners and ends', async () => {
    const { body } = await eventually(
      () => get('/runs?limit=1'),
      answer => expect(answer.body.totalItems).toBeGreaterThan(300),
      90_000,
    );
    expect(body.items[0]).toMatchObject({ name: 'nightly-evaluation' });
    const waiting = await eventually(
      () => get('/runs?state=waiting'),
      answer =>
        expect(
          answer.body.items
            .map((run: any) => `${run.name} ${run.gpus}: ${run.reason.text}`)
            .sort(),
        ).toEqual([
          'layout-model-sft 4: Waiting for quota: 4 GPUs short in MI325X.',
          expect.stringMatching(
            /^long-context-405b-sft 24: Can never run as things are: asks for 24 GPUs, MI325X can give this project 16\./,
          ),
        ]),
    );
    expect(waiting.status).toBe(200);
    for (const [name, text] of [
      ['gemma-3-27b-sft', 'The model is gated: its source answered 401'],
      ['qwen-vl-72b-full-sft', 'It ran out of GPU memory'],
    ]) {
      const found = await get(`/runs?q=${name}`);
      expect(found.body.items).toHaveLength(1);
      expect(found.body.items[0]).toMatchObject({
        state: 'failed',
        pool: 'mi300x',
        reason: { text: expect.stringContaining(text) },
      });
    }
  });

  it('registers the model of the fine-tune that declares one, and knows who serves it', async () => {
    const { body } = await eventually(
      () =>
        portal.http
          .get(`${API}/tuned-models`)
          .set('authorization', mockCredentials.service.header()),
      answer => expect(answer.body.items).toHaveLength(1),
      90_000,
    );
    const [model] = body.items;
    expect(model).toMatchObject({
      title: 'support-assistant-8b',
      project: 'research-llm',
      owner: 'user:default/nadia.llm',
      baseModel: 'aimodel:default/llama-3.1-8b-instruct',
      dataset: 'aidataset:default/databricks-dolly-15k',
      workload: 'aiworkload:default/llm-finetune-silogen-engine',
      method: 'lora',
      metrics: { eval_loss: expect.any(Number) },
    });
    const endpoint = await get('/runs?q=support-assistant-endpoint');
    expect(endpoint.body.items[0]).toMatchObject({
      state: 'running',
      type: 'inference',
      inputs: { model: `aimodel:default/${model.name}` },
    });
  });
});
