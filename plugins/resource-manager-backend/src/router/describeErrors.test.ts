import { InputError } from '@backstage/errors';
import express from 'express';
import request from 'supertest';
import { describeErrors, fieldProblems } from './describeErrors';

describe('fieldProblems', () => {
  it.each([
    ['request/body/gpus must be integer', 'gpus', 'Give a whole number'],
    ['request/body/gpus must be >= 0', 'gpus', 'Give 0 or more'],
    ["request/body must have required property 'name'", 'name', 'Send it'],
    [
      'request/body/pools/0/resources/1/guaranteed must be string',
      'pools[0].resources[1].guaranteed',
      'Send a JSON string',
    ],
    [
      "request/headers must have required property 'idempotency-key'",
      'Idempotency-Key',
      'Send 8 to 200 characters',
    ],
    [
      "request/headers must have required property 'if-match'",
      'If-Match',
      'Send the ETag that was read',
    ],
    ['request/body must NOT have additional properties', 'body', 'Leave out'],
    ['request/query/q must match something new', 'q', 'specification'],
  ])('%s', (message, field, remedy) => {
    expect(fieldProblems(message)).toEqual([
      expect.objectContaining({
        field,
        remedy: expect.stringContaining(remedy),
      }),
    ]);
  });

  it('takes several apart', () => {
    expect(
      fieldProblems(
        'request/body/gpus must be integer, request/body/name must be string',
      ).map(({ field }) => field),
    ).toEqual(['gpus', 'name']);
  });
});

describe('describeErrors', () => {
  const app = () => {
    const server = express();
    server.use(express.json({ limit: '10b' }));
    server.post('/', () => {
      throw new InputError('request/body/gpus must be integer');
    });
    server.use(describeErrors());
    server.use(((error, _request, response, _next) => {
      response.status(error.statusCode ?? 400).json({ ...error });
    }) as express.ErrorRequestHandler);
    return server;
  };
  const post = (body: string) =>
    request(app()).post('/').set('content-type', 'application/json').send(body);

  it('says how large a body may be', async () => {
    const { status, body } = await post('{"a": "much longer than it may be"}');
    expect(status).toBe(413);
    expect(body.code).toBe('input.invalid');
    expect(body.details).toEqual([
      {
        field: 'body',
        problem: 'is too large',
        remedy: 'Send at most 10 bytes',
      },
    ]);
  });

  it('does not repeat a body that is not JSON', async () => {
    const { status, body } = await post('{"pw":');
    expect(status).toBe(400);
    expect(body.details[0]).toMatchObject({
      field: 'body',
      problem: 'is not JSON',
    });
    expect(JSON.stringify(body)).not.toContain('pw');
  });

  it('adds the fields of the specification', async () => {
    const { body } = await post('{}');
    expect(body.details[0].field).toBe('gpus');
  });
});
