import { v5 } from 'uuid';

const MAX_OBJECT_NAME = 40;
const ID_PART = 6;
const MAX_SLUG = MAX_OBJECT_NAME - ID_PART - 1;

/** UUID namespace of discovered runs; any fixed value, chosen once. */
const DISCOVERED = '5f0f6f0e-3b0c-4d0e-9d43-0c1f6a7b2e11';

/** What people call a thing → a DNS label of at most 33 characters; `run` when nothing of it is left. */
export function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_SLUG)
    .replace(/^[-0-9]+|-+$/g, '');
  return slug || 'run';
}

/** `<slug>-<6 of the id>`: at most 40 characters, so that names derived from it stay within 63. */
export function objectNameOf(slug: string, id: string): string {
  return `${slug}-${id.replace(/-/g, '').slice(0, ID_PART)}`;
}

/** The id of a run that was not launched here; the same for every reader of the same object. */
export function discoveredRunId(clusterUid: string, objectUid: string): string {
  return v5(`${clusterUid}/${objectUid}`, DISCOVERED);
}
