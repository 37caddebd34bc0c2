import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';

/** Free loopback ports, all different. They are held until all are found, then let go for the servers to take. */
export async function freePorts(count: number): Promise<number[]> {
  const servers: Server[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      const server = createServer();
      servers.push(server);
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    }
    return servers.map(server => (server.address() as AddressInfo).port);
  } finally {
    await Promise.all(
      servers.map(
        server =>
          new Promise(resolve => server.close(() => resolve(undefined))),
      ),
    );
  }
}
