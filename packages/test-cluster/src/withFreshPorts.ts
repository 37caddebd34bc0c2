const ATTEMPTS = 3;

/** Tries again where somebody took a free port before the servers got to it. */
export async function withFreshPorts<T>(
  onProgress: (text: string) => void,
  start: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start();
    } catch (error) {
      if (attempt === ATTEMPTS || !/address already in use/.test(`${error}`)) {
        throw error;
      }
      onProgress('a port was taken meanwhile; starting again …');
    }
  }
}
