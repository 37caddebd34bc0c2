import { mockServices } from '@backstage/backend-test-utils';
import type { ClusterClient, KubeObject } from '@silogen/cluster-client';
import { ClusterError } from '@silogen/cluster-client';
import type { ClusterConnection } from '../clusters/types';
import { runRecord } from './__testUtils__/database';
import { LABEL_RUN } from './labels';
import { RunServices } from './RunServices';

const service = { kind: 'Service', plural: 'services' };
const status = (code: number, reason: string) =>
  new ClusterError({
    code,
    reason,
    message: reason,
    method: 'POST',
    server: 'https://hall-a',
    path: '/api/v1/namespaces/team-a/services',
  });

describe('RunServices', () => {
  const logger = mockServices.logger.mock();
  const client = { create: jest.fn(), find: jest.fn() };
  const run = runRecord({ type: 'workspace' });
  run.manifest = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: run.object.name,
      namespace: 'team-a',
      labels: { [LABEL_RUN]: run.id },
      annotations: { 'airm.silogen.ai/ports': '[{"name":"http","port":80}]' },
    },
  };
  const main: KubeObject = {
    ...run.manifest,
    metadata: { ...run.manifest.metadata, uid: 'uid-1' },
  };
  const existing = (labels: Record<string, string>): KubeObject => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: run.object.name, labels },
  });
  const ensure = () =>
    RunServices.create({
      connection: {
        client: client as unknown as ClusterClient,
        served: () => service,
      } as unknown as ClusterConnection,
      logger,
    }).ensure(run, main);

  beforeEach(() => {
    client.create.mockReset();
    client.find.mockReset();
    jest.mocked(logger.warn).mockReset();
  });

  it('makes a Service that the main object owns', async () => {
    client.create.mockResolvedValue({});
    await ensure();
    expect(client.create.mock.calls[0][1]).toMatchObject({
      kind: 'Service',
      metadata: { ownerReferences: [{ uid: 'uid-1', kind: 'Deployment' }] },
    });
  });

  it('takes its own that is there already for made', async () => {
    client.create.mockRejectedValue(status(409, 'AlreadyExists'));
    client.find.mockResolvedValue(existing({ [LABEL_RUN]: run.id }));
    await ensure();
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it.each([
    ['another one of that name', 409, 'AlreadyExists'],
    ['no right to make one', 403, 'Forbidden'],
    ['one that is not valid', 422, 'Invalid'],
  ])('lets the run be with %s, and says so', async (_, code, reason) => {
    client.create.mockRejectedValue(status(code, reason));
    client.find.mockResolvedValue(existing({ [LABEL_RUN]: 'other' }));
    await ensure();
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it.each([
    [0, 'Unreachable'],
    [503, 'ServiceUnavailable'],
    [401, 'Unauthorized'],
  ])('is to be tried again after %s %s', async (code, reason) => {
    client.create.mockRejectedValue(status(code, reason));
    await expect(ensure()).rejects.toMatchObject({ code });
  });

  it('makes none for a run that answers nothing', async () => {
    const silent = runRecord({
      manifest: { ...main, metadata: { name: 'x' } },
    });
    await RunServices.create({
      connection: { client, served: () => service } as any,
      logger,
    }).ensure(silent, main);
    expect(client.create).not.toHaveBeenCalled();
  });
});
