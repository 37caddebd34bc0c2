import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

/** The answer to an upgrade that is not made; the browser's script sees a failed WebSocket and no more. */
export function refuseUpgrade(socket: Duplex, status: number): void {
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`,
  );
}
