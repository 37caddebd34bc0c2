import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands between the portal and the sandbox's metrics, so that a test can take the source away and give it back. */
export class MetricsGate {
  static async open(targetPort: number): Promise<MetricsGate> {
    const gate = new MetricsGate(targetPort);
    await new Promise<void>(resolve =>
      gate.#server.listen(0, '127.0.0.1', resolve),
    );
    return gate;
  }

  /** What happens to questions: passed on, passed on as another tenant, or the connection is cut. */
  mode: 'pass' | 'otherTenant' | 'cut' = 'pass';
  /** The queries that came, in order. */
  readonly asked: string[] = [];
  readonly #server: http.Server;

  private constructor(targetPort: number) {
    this.#server = http.createServer((request, response) => {
      if (this.mode === 'cut') {
        request.socket.destroy();
        return;
      }
      const tenant =
        this.mode === 'otherTenant' ? { 'x-scope-orgid': 'nobody' } : {};
      const onward = http.request(
        {
          host: '127.0.0.1',
          port: targetPort,
          path: request.url,
          method: request.method,
          headers: { ...request.headers, ...tenant },
        },
        answer => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        },
      );
      onward.on('error', () => request.socket.destroy());
      const chunks: Buffer[] = [];
      request.on('data', chunk => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks);
        this.asked.push(
          new URLSearchParams(body.toString()).get('query') ?? '',
        );
        onward.end(body);
      });
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }
}
