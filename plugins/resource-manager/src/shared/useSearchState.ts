import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/**
 * Choices that stand in the address, so that a link shows the same. Setting one to undefined takes it out; a change
 * replaces the history entry, so that "back" leaves the page.
 */
export function useSearchState<TName extends string>(
  names: readonly TName[],
): [
  Partial<Record<TName, string>>,
  (patch: Partial<Record<TName, string | undefined>>) => void,
] {
  const [params, setParams] = useSearchParams();
  const state: Partial<Record<TName, string>> = {};
  for (const name of names) {
    const value = params.get(name);
    if (value) {
      state[name] = value;
    }
  }
  const setState = useCallback(
    (patch: Partial<Record<TName, string | undefined>>) => {
      setParams(
        previous => {
          const next = new URLSearchParams(previous);
          for (const [name, value] of Object.entries<string | undefined>(
            patch,
          )) {
            if (value) {
              next.set(name, value);
            } else {
              next.delete(name);
            }
          }
          return next;
        },
        { replace: true },
      );
    },
    [setParams],
  );
  return [state, setState];
}
