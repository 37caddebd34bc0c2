const PAUSE_MS = 100;

/** Asks until the answer is true. An error of `check` counts as "not yet" and is told when time is up. */
export async function waitFor(options: {
  what: string;
  check(): Promise<boolean>;
  /** Something that makes waiting pointless. */
  hopeless?(): Promise<string | undefined>;
  timeoutMs?: number;
}): Promise<void> {
  const { what, check, hopeless, timeoutMs = 120_000 } = options;
  const giveUpAt = Date.now() + timeoutMs;
  let last: unknown = 'it answered, but not as expected';
  while (Date.now() < giveUpAt) {
    try {
      if (await check()) {
        return;
      }
    } catch (error) {
      last = error;
    }
    const reason = await hopeless?.();
    if (reason) {
      throw new Error(`${what}: ${reason}`);
    }
    await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error(
    `${what}: not within ${timeoutMs / 1000} s; last: ${
      last instanceof Error ? last.message : last
    }`,
  );
}
