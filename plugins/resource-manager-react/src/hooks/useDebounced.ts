import { useEffect, useRef, useState } from 'react';

/**
 * A value that changes only after it has rested for `delayMs`. Values are compared by their JSON, so that an object that
 * is built anew on every render counts as unchanged.
 */
export function useDebounced<T>(value: T, delayMs: number): T {
  const [settled, setSettled] = useState(value);
  const latest = useRef(value);
  latest.current = value;
  const text = JSON.stringify(value);

  useEffect(() => {
    const timer = setTimeout(() => setSettled(latest.current), delayMs);
    return () => clearTimeout(timer);
  }, [text, delayMs]);

  return settled;
}
