import type {
  Interruption,
  Priority,
} from '@silogen/backstage-plugin-resource-manager-common';
import {
  ANNOTATION_DATASET,
  ANNOTATION_INTERRUPTION,
  ANNOTATION_METHOD,
  ANNOTATION_MODEL,
  ANNOTATION_OUTPUT_MODEL,
  ANNOTATION_OUTPUT_PATH,
  ANNOTATION_WORKLOAD,
  LABEL_PRIORITY,
} from '../labels';
import { slugOf } from '../names';
import type { RunRecord } from '../types';
import type { RunObject } from './kube';

/** What an object says of itself beyond what its cluster can know. */
export type Declared = Pick<
  RunRecord,
  | 'workload'
  | 'model'
  | 'dataset'
  | 'method'
  | 'interruption'
  | 'outputPath'
  | 'priority'
>;

const NAME = /^[a-z0-9]([-a-z0-9_.]*[a-z0-9])?$/;
const INTERRUPTIONS: readonly string[] = [
  'resumes',
  'restarts',
  'loses-session',
] satisfies Interruption[];
const PRIORITIES: readonly string[] = [
  'low',
  'medium',
  'high',
] satisfies Priority[];
const METHODS: readonly string[] = ['full', 'lora', 'qlora', 'dpo'];
const MAX_PATH = 500;

/** A full entity ref of this kind, in lower case as the catalog compares them; anything else is nothing. */
function refOf(kind: string, text: string | undefined): string | undefined {
  const [given, rest = ''] = (text ?? '').toLowerCase().split(':');
  const [namespace, name, ...more] = rest.split('/');
  const fits =
    given === kind &&
    more.length === 0 &&
    NAME.test(namespace) &&
    NAME.test(name ?? '');
  return fits ? `${kind}:${namespace}/${name}` : undefined;
}

function oneOf<T extends string>(
  known: readonly string[],
  text: string | undefined,
): T | undefined {
  return text !== undefined && known.includes(text) ? (text as T) : undefined;
}

/**
 * What somebody who submits with kubectl may tell of a run by annotations. Claims like these change what is shown of a run
 * in its own project, and nothing else; those that cannot be read are left out.
 */
export function declaredBy(object: RunObject): Declared {
  const annotations = object.metadata.annotations ?? {};
  const spec = object.spec as { priorityClass?: string } | undefined;
  const path = annotations[ANNOTATION_OUTPUT_PATH];
  return {
    workload: refOf('aiworkload', annotations[ANNOTATION_WORKLOAD]),
    model: refOf('aimodel', annotations[ANNOTATION_MODEL]),
    dataset: refOf('aidataset', annotations[ANNOTATION_DATASET]),
    method: oneOf(METHODS, annotations[ANNOTATION_METHOD]),
    interruption: oneOf(INTERRUPTIONS, annotations[ANNOTATION_INTERRUPTION]),
    outputPath: path && path.length <= MAX_PATH ? path : undefined,
    priority: oneOf(
      PRIORITIES,
      spec?.priorityClass ?? object.metadata.labels?.[LABEL_PRIORITY],
    ),
  };
}

/** Under what name the model that comes out of it is to be in the catalogue; undefined when it is not to be there. */
export function declaredOutput(object: RunObject): string | undefined {
  const name = object.metadata.annotations?.[ANNOTATION_OUTPUT_MODEL];
  return name ? slugOf(name) : undefined;
}
