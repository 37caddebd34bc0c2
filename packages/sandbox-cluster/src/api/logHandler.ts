import { track, type Exchange, type HandlerDependencies } from './exchange';
import type { ServedKind } from './KindRegistry';
import type { ResourcePath } from './parsePath';
import { servePodLog } from './readPodLog';

/** `GET …/pods/<name>/log` */
export function serveLog(
  dependencies: HandlerDependencies,
  { response, url }: Exchange,
  path: ResourcePath,
  served: ServedKind,
): void {
  const query = url.searchParams;
  const number = (key: string) =>
    query.has(key) ? Number(query.get(key)) : undefined;
  const sinceSeconds = number('sinceSeconds');
  const sinceTime = query.get('sinceTime');
  const sinceMs =
    sinceSeconds === undefined
      ? sinceTime && Date.parse(sinceTime)
      : dependencies.now() - sinceSeconds * 1000;
  const stream = servePodLog({
    pod: dependencies.api.reader.get(served, path.namespace, path.name!),
    request: {
      container: query.get('container') ?? undefined,
      follow: query.get('follow') === 'true',
      previous: query.get('previous') === 'true',
      timestamps: query.get('timestamps') === 'true',
      tailLines: number('tailLines'),
      limitBytes: number('limitBytes'),
      sinceMs: sinceMs || undefined,
    },
    logs: dependencies.podLogs,
    write: text => {
      if (!response.headersSent) {
        response.writeHead(200, { 'content-type': 'text/plain' });
      }
      response.write(text);
    },
    end: () => response.end(),
  });
  if (!response.headersSent) {
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.flushHeaders();
  }
  track(dependencies, response, stream);
}
