/**
 * Ends this process when the one that started it is gone, so that `npm start` leaves nothing behind even when it is
 * killed: the starter holds the other end of standard input and says so by `PORTAL_ENDS_WITH_PARENT`.
 */
export function endWithParent(): void {
  if (process.env.PORTAL_ENDS_WITH_PARENT !== '1') return;
  process.stdin.resume();
  process.stdin.once('close', () => process.kill(process.pid, 'SIGTERM'));
}
