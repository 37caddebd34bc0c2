import { download } from './download';
import { evaluation } from './evaluation';
import { cutShort, requestedFailure } from './failures';
import { fineTuning } from './fineTuning';
import { generic } from './generic';
import { inference, workspace } from './services';
import type { Course, Profile, ProfileInput } from './types';

export const PROFILE_ANNOTATION = 'sandbox.silogen.ai/profile';
const WORKLOAD_TYPE_LABEL = 'airm.silogen.ai/workload-type';

const PROFILES: Readonly<Record<string, Profile>> = {
  'fine-tuning': fineTuning,
  evaluation,
  download,
  inference,
  workspace,
  generic,
};

const BY_IMAGE: readonly (readonly [RegExp, Profile])[] = [
  [/aimft|finetun|axolotl|llama-factory|verl/, fineTuning],
  [/evaluation/, evaluation],
  [/logistics|downloader/, download],
  [/jupyter|notebook|code-server|vscode|workspace/, workspace],
  [
    /vllm|sglang|text-generation-inference|\/aim[-:/]|llama-cpp|ollama|infinity/,
    inference,
  ],
];

/**
 * The profile of a container: asked for by annotation, else known by its image, else by the run's type. The image comes
 * before the type, since a run may consist of several programs.
 */
export function profileName(
  input: Pick<ProfileInput, 'image' | 'labels' | 'annotations'>,
): string {
  const asked = input.annotations[PROFILE_ANNOTATION];
  if (asked && PROFILES[asked]) {
    return asked;
  }
  const image = input.image.toLowerCase();
  const byImage = BY_IMAGE.find(([pattern]) => pattern.test(image))?.[1];
  const type = (input.labels[WORKLOAD_TYPE_LABEL] ?? '')
    .toLowerCase()
    .replace(/_/g, '-');
  const byType = PROFILES[type];
  const chosen = byImage ?? byType ?? generic;
  const entry = Object.entries(PROFILES).find(
    ([, profile]) => profile === chosen,
  );
  return entry ? entry[0] : 'generic';
}

/** The course that a container takes. */
export function courseOf(input: ProfileInput): Course {
  const course = PROFILES[profileName(input)](input);
  const failure = requestedFailure(input.annotations);
  return failure === 'node-lost' || failure === 'host-memory'
    ? cutShort(course, failure)
    : course;
}

/** An image that no registry has: its tag says so, or the run was asked to fail that way. */
export function isImageMissing(
  image: string,
  annotations: Readonly<Record<string, string>>,
): boolean {
  const tag = /:([^:/]+)$/.exec(image.split('@')[0])?.[1] ?? '';
  return (
    tag.includes('missing') || requestedFailure(annotations) === 'image-pull'
  );
}
