import type { Request, RequestHandler, Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RouteTools } from '../contracts';
import type { RunService } from '../runs/RunService';

function flag(value: unknown): boolean | undefined {
  return value === undefined ? undefined : value === true || value === 'true';
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function lines(value: unknown): number | undefined {
  const number = value === undefined ? NaN : Number(value);
  return Number.isInteger(number) && number >= 0 ? number : undefined;
}

/**
 * Streams a pod's log. What the caller does not read is not fetched (back-pressure through the pipeline), and when
 * the caller goes away the request to the cluster is ended.
 */
export function runLogs(
  service: RunService,
  tools: RouteTools,
): RequestHandler {
  return async (request: Request, response: Response) => {
    const credentials = await tools.credentials(request);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const { query } = request;
    const log = await service.logs(
      request.params.run,
      {
        pod: text(query.pod),
        container: text(query.container),
        follow: flag(query.follow),
        previous: flag(query.previous),
        timestamps: flag(query.timestamps),
        tailLines: lines(query.tailLines),
        signal: gone.signal,
      },
      { credentials },
    );
    response.status(200);
    response.setHeader('Content-Type', 'text/plain; charset=utf-8');
    // Proxies and the compression middleware would hold lines back.
    response.setHeader('Cache-Control', 'no-store, no-transform');
    response.setHeader('X-Accel-Buffering', 'no');
    response.flushHeaders();
    try {
      await pipeline(
        Readable.fromWeb(log as Parameters<typeof Readable.fromWeb>[0]),
        response,
      );
    } catch (error) {
      // The headers are out: a log that breaks off can only break off. A caller that left is no fault at all.
      if (!gone.signal.aborted) response.destroy(error as Error);
    }
  };
}
