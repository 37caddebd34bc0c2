import { useApi, useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { useEffect } from 'react';
import { staleKeys } from './keys';
import { queryClientApiRef } from './queryClient';

const CHANNEL = 'resource-manager';
/** Changes come in bursts (an admission changes a run, its queue and its pool); one refetch answers all. Milliseconds. */
const QUIET_MS = 300;

/**
 * Refetches what is on screen when the backend says that something of its kind changed. Mounted once a portal, by the
 * `resource-manager` plugin. Signals carry no data, and without the signals plugin the hooks' refetch intervals remain.
 *
 * Subscribes to the API instead of `useSignal`, which keeps the last signal only and so would lose all but one of a burst.
 */
export function LiveUpdates() {
  const signals = useApiHolder().get(signalApiRef);
  const client = useApi(queryClientApiRef);

  useEffect(() => {
    if (!signals) {
      return undefined;
    }
    const kinds = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      timer = undefined;
      const keys = [...kinds].flatMap(staleKeys);
      kinds.clear();
      const distinct = new Map(keys.map(key => [JSON.stringify(key), key]));
      for (const queryKey of distinct.values()) {
        client.invalidateQueries({ queryKey });
      }
    };
    const subscription = signals.subscribe<{ kind?: string }>(
      CHANNEL,
      signal => {
        kinds.add(String(signal?.kind ?? ''));
        timer ??= setTimeout(flush, QUIET_MS);
      },
    );
    return () => {
      clearTimeout(timer);
      subscription.unsubscribe();
    };
  }, [signals, client]);

  return null;
}
