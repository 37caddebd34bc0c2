import { hashFraction } from '../controllers/runtime/random';
import { finiteCourse } from './courses';
import {
  gatedModel,
  isGated,
  missingDataset,
  requestedFailure,
} from './failures';
import type { Profile } from './types';

const PROFILE = 'download';
const FILES = 8;

/** Fetches a model or a dataset into the workload's storage. */
export const download: Profile = input => {
  const { env } = input;
  const source =
    env.MODEL_NAME ||
    env.MODEL_ID ||
    env.DATASET ||
    env.DATASET_PATH ||
    env.SOURCE ||
    'artefact';
  const start = [{ at: 0.3, text: `Downloading ${source}` }];
  if (isGated(input, source) && !env.HF_TOKEN) {
    return gatedModel(PROFILE, source, start);
  }
  if (
    requestedFailure(input.annotations) === 'missing-dataset' ||
    source.includes('missing')
  ) {
    return missingDataset(PROFILE, source, start);
  }
  const files = Array.from({ length: FILES }, (_, index) => {
    const sizeGiB = 1.6 + hashFraction(source, index) * 3.2;
    return {
      at: 0.3 + (index + 1) * 1.5,
      text: `[${index + 1}/${FILES}] ${sizeGiB.toFixed(2)} GiB in ${(
        sizeGiB / 1.4
      ).toFixed(1)} s`,
    };
  });
  const done = {
    at: 0.8 + FILES * 1.5,
    text: 'Download complete, checksums match',
  };
  return finiteCourse(PROFILE, [...start, ...files, done], {
    at: done.at + 0.3,
    exitCode: 0,
    reason: 'Completed',
  });
};
