import { storageApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';
import type { WalkName } from './walks';

type Progress = {
  visited: string[];
  isHidden: boolean;
};

const NOTHING: Progress = { visited: [], isHidden: false };

/** Which steps somebody went to, kept with their settings. */
export function useWalkProgress(walk: WalkName) {
  const storage = useApi(storageApiRef);
  const [progress, setProgress] = useState(NOTHING);
  useEffect(() => {
    const bucket = storage.forBucket('guided-walks');
    setProgress(bucket.snapshot<Progress>(walk).value ?? NOTHING);
    // What is kept on the server comes through the observable only.
    const subscription = bucket
      .observe$<Progress>(walk)
      .subscribe(({ value }) => setProgress(value ?? NOTHING));
    return () => subscription.unsubscribe();
  }, [storage, walk]);
  const keep = (next: Progress) => {
    setProgress(next);
    storage.forBucket('guided-walks').set(walk, next);
  };
  const { visited, isHidden } = progress;
  return {
    visited,
    isHidden,
    visit: (step: string) => {
      if (!visited.includes(step)) {
        keep({ visited: [...visited, step], isHidden });
      }
    },
    setHidden: (hidden: boolean) => keep({ visited, isHidden: hidden }),
  };
}
