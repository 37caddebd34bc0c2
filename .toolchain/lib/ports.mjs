import net from 'node:net';
import { UserError } from './say.mjs';

function isFree(port) {
  return new Promise(resolve => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1' }, () => server.close(() => resolve(true)));
  });
}

/** Refuses with the port and the variable that moves it when one is taken. */
export async function requireFreePorts(wanted) {
  for (const { port, what, variable } of wanted) {
    if (!(await isFree(port))) {
      throw new UserError(
        `port ${port} (${what}) is taken by another program. End that program, or choose another port: ${variable}=<port> npm start`,
      );
    }
  }
}
