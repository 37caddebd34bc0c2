import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import express from 'express';
import { once } from 'node:events';
import http, { type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { problem } from '../problems';
import type { RunService } from '../runs/RunService';
import { createRouter } from './createRouter';
import { runRoutes } from './runRoutes';

const id = '7b0c4c7e-9a53-4d8a-8d4e-3f1f8d2a9c11';
const run = { id, name: 'x' } as unknown as Awaited<
  ReturnType<RunService['get']>
>;
const body = {
  project: 'team-a',
  workload: 'aiworkload:default/x',
  name: 'x',
  gpus: 1,
};
const user = mockCredentials.user();

describe('runRoutes', () => {
  const service = {
    list: jest.fn(),
    get: jest.fn(),
    launch: jest.fn(),
    preview: jest.fn(),
    stop: jest.fn(),
    delete: jest.fn(),
    events: jest.fn(),
    pods: jest.fn(),
    objects: jest.fn(),
    logs: jest.fn(),
    tunedModels: jest.fn(),
  } satisfies jest.Mocked<RunService>;
  const auditor = mockServices.auditor.mock();
  let server: Server;

  beforeEach(async () => {
    jest.resetAllMocks();
    auditor.createEvent.mockResolvedValue({
      success: jest.fn(),
      fail: jest.fn(),
    });
    const app = express().use(
      await createRouter({
        httpAuth: mockServices.httpAuth(),
        auditor,
        routes: [runRoutes(service)],
      }),
      mockErrorHandler(),
    );
    server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  it('lists with typed query values', async () => {
    service.list.mockResolvedValue({ items: [], totalItems: 0 });
    await request(server)
      .get(
        '/v1/runs?state=running&state=waiting&project=team-a&limit=5&sort=-gpus',
      )
      .expect(200, { items: [], totalItems: 0 });
    expect(service.list).toHaveBeenCalledWith(
      expect.objectContaining({
        state: ['running', 'waiting'],
        project: ['team-a'],
        limit: 5,
        sort: '-gpus',
      }),
      { credentials: user },
    );
    await request(server).get('/v1/runs?sort=oldest').expect(400);
  });

  it.each([
    [true, 201],
    [false, 200],
  ])('launches: created %s → %s, audited', async (created, status) => {
    service.launch.mockResolvedValue({ run, created });
    await request(server)
      .post('/v1/runs')
      .set('Idempotency-Key', 'task-1/step/0')
      .send(body)
      .expect(status);
    expect(service.launch).toHaveBeenCalledWith(body, {
      credentials: user,
      idempotencyKey: 'task-1/step/0',
    });
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({ eventId: 'run-launch' }),
    );
  });

  it('wants a key, and a body as specified', async () => {
    await request(server).post('/v1/runs').send(body).expect(400);
    await request(server)
      .post('/v1/runs')
      .set('Idempotency-Key', 'short')
      .send(body)
      .expect(400);
    await request(server)
      .post('/v1/runs')
      .set('Idempotency-Key', 'long enough')
      .send({ ...body, gpus: 'many' })
      .expect(400);
    expect(service.launch).not.toHaveBeenCalled();
  });

  it('passes code and details of a refusal on', async () => {
    service.launch.mockRejectedValue(
      problem('input', 'run.modelGated', 'gated', [
        { field: 'secrets.huggingFaceToken', problem: 'p', remedy: 'r' },
      ]),
    );
    const response = await request(server)
      .post('/v1/runs')
      .set('Idempotency-Key', 'task-1/step/0')
      .send(body)
      .expect(400);
    expect(response.body.error).toMatchObject({
      code: 'run.modelGated',
      details: [{ field: 'secrets.huggingFaceToken' }],
    });
  });

  it.each([
    ['post', `/v1/runs/${id}/stop`, 'stop', 'run-stop'],
    ['delete', `/v1/runs/${id}`, 'delete', 'run-delete'],
  ] as const)('%s %s', async (method, path, call, eventId) => {
    service[call].mockResolvedValue(run);
    await request(server)[method](path).expect(202);
    expect(service[call]).toHaveBeenCalledWith(id, { credentials: user });
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({ eventId }),
    );
  });

  it('gives tuned models to services only', async () => {
    service.tunedModels.mockResolvedValue([]);
    await request(server).get('/v1/tuned-models').expect(403);
    await request(server)
      .get('/v1/tuned-models')
      .set('Authorization', mockCredentials.service.header())
      .expect(200, { items: [] });
  });

  it('streams a log with back-pressure, and ends it when the caller leaves', async () => {
    let pulls = 0;
    const cancelled = new Promise<void>(resolve => {
      const line = Buffer.alloc(64 * 1024, 'x');
      service.logs.mockImplementation(async (_, query) => {
        query.signal.addEventListener('abort', () => resolve());
        return new ReadableStream<Uint8Array>({
          pull: controller => {
            pulls += 1;
            controller.enqueue(line);
          },
        });
      });
    });
    const { port } = server.address() as AddressInfo;
    const [response] = (await once(
      http.get({
        host: '127.0.0.1',
        port,
        path: `/v1/runs/${id}/logs?follow=true&tailLines=100`,
      }),
      'response',
    )) as [http.IncomingMessage];
    expect(response.headers['content-type']).toMatch('text/plain');
    await once(response, 'readable');
    response.destroy();
    await cancelled;
    expect(service.logs).toHaveBeenCalledWith(
      id,
      expect.objectContaining({ follow: true, tailLines: 100 }),
      { credentials: user },
    );
    const before = pulls;
    await new Promise(resolve => setImmediate(resolve));
    expect(pulls).toBe(before);
  });

  it('answers 404 for the log of a pod of another run', async () => {
    service.logs.mockRejectedValue(
      problem('notFound', 'notFound', 'The run has no pod other'),
    );
    await request(server).get(`/v1/runs/${id}/logs?pod=other`).expect(404);
  });
});
