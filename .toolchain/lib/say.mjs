/** A condition that the person at the keyboard can mend; its message says how. */
export class UserError extends Error {}

const started = Date.now();

/** One line of progress with the seconds since the command began. */
export function say(text) {
  const seconds = ((Date.now() - started) / 1000).toFixed(0).padStart(3);
  process.stderr.write(`${seconds} s  ${text}\n`);
}

/** Says every half minute that something goes on, until it has ended. */
export async function whileSaying(text, work) {
  const timer = setInterval(() => say(`still ${text} …`), 30_000);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}

export function fail(text) {
  process.stderr.write(`\nCannot go on: ${text}\n`);
  process.exit(1);
}
