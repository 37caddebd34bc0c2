import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendJson } from './endpoint/json';
import {
  SimulatedEndpoint,
  type EndpointDescription,
} from './endpoint/SimulatedEndpoint';
import {
  SimulatedWorkspace,
  type WorkspaceDescription,
} from './workspace/SimulatedWorkspace';

/** What answers behind a Service of the sandbox. */
export type SimulatedService =
  | { kind: 'inference'; description: EndpointDescription }
  | {
      kind: 'workspace';
      /** Uid of the pod: another pod is another workspace, with none of the files. */
      pod: string;
      description: WorkspaceDescription;
    };

interface Offered {
  service: SimulatedService;
  workspace?: SimulatedWorkspace;
}

/**
 * The programs that simulated pods would run, as one listener on the loopback interface: a model server in the
 * form of the OpenAI API, and a small workspace. Every answer says that it is simulated.
 */
export class SimulatedServer {
  readonly #server: Server;
  readonly #services = new Map<string, Offered>();
  readonly #now: () => number;

  static async start(options: { now: () => number }): Promise<SimulatedServer> {
    const running = new SimulatedServer(options.now);
    await new Promise<void>((resolve, reject) => {
      running.#server.once('error', reject);
      running.#server.listen(0, '127.0.0.1', resolve);
    });
    return running;
  }

  private constructor(now: () => number) {
    this.#now = now;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() =>
        sendJson(response, 500, { error: 'internal error' }),
      );
    });
    this.#server.on('upgrade', (request, socket, head) => {
      const { workspace } = this.#find(request).offered ?? {};
      if (workspace) workspace.upgrade(request, socket, head);
      else socket.destroy();
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** @returns The path under which the service answers. */
  offer(namespace: string, name: string, service: SimulatedService): string {
    const path = `/${namespace}/${name}`;
    const before = this.#services.get(path);
    const same =
      before?.service.kind === 'workspace' &&
      service.kind === 'workspace' &&
      before.service.pod === service.pod;
    if (!same) {
      this.withdraw(namespace, name);
      const workspace =
        service.kind === 'workspace'
          ? SimulatedWorkspace.create(service.description, { now: this.#now })
          : undefined;
      this.#services.set(path, { service, workspace });
    }
    return path;
  }

  withdraw(namespace: string, name: string): void {
    const path = `/${namespace}/${name}`;
    this.#services.get(path)?.workspace?.stop();
    this.#services.delete(path);
  }

  async stop(): Promise<void> {
    await new Promise<void>(resolve => {
      this.#server.close(() => resolve());
      for (const { workspace } of this.#services.values()) workspace?.stop();
      this.#server.closeAllConnections();
    });
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { offered, path } = this.#find(request);
    if (!offered) {
      sendJson(response, 503, { error: 'no pod of this service is ready' });
    } else if (offered.service.kind === 'inference') {
      const { description } = offered.service;
      await SimulatedEndpoint.create(description, { now: this.#now }).answer(
        path,
        request,
        response,
      );
    } else {
      await offered.workspace?.answer(path, request, response);
    }
  }

  #find(request: IncomingMessage): { offered?: Offered; path: string } {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const [, namespace, name, ...rest] = pathname.split('/');
    const offered = this.#services.get(`/${namespace}/${name}`);
    return { offered, path: `/${rest.join('/')}` };
  }
}
