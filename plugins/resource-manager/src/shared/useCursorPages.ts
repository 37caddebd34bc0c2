import { useState } from 'react';

/** Steps through pages of a list whose API knows only the next page: the cursors that led here are kept. */
export function useCursorPages(options: {
  /** What is listed; another question starts at its first page. */
  question: string;
}): {
  cursor: string | undefined;
  hasPrevious: boolean;
  next: (cursor: string) => void;
  previous: () => void;
} {
  const { question } = options;
  const [trail, setTrail] = useState<{
    question: string;
    cursors: readonly string[];
  }>({
    question,
    cursors: [],
  });
  const cursors = trail.question === question ? trail.cursors : [];
  return {
    cursor: cursors.at(-1),
    hasPrevious: cursors.length > 0,
    next: cursor => setTrail({ question, cursors: [...cursors, cursor] }),
    previous: () => setTrail({ question, cursors: cursors.slice(0, -1) }),
  };
}
