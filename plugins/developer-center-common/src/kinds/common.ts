import { Entity } from '@backstage/catalog-model';

/** The API group of the kinds of the Developer Center. @public */
export const AI_API_GROUP = 'catalog.silogen.ai';

/** The apiVersion that every entity of these kinds carries. @public */
export const AI_API_VERSION = 'catalog.silogen.ai/v1alpha1';

/** Who may see an entity. @public */
export type AiVisibility = 'project' | 'department' | 'organisation';

/** What holds where `spec.visibility` is left out. @public */
export const DEFAULT_AI_VISIBILITY: AiVisibility = 'organisation';

/**
 * The fields that all three kinds share.
 *
 * @remarks
 * Parts of a spec are type aliases since an interface has no index signature
 * and therefore is no JsonObject.
 *
 * @public
 */
export type AiSpecCommon = {
  type: string;
  lifecycle: string;
  /** Entity ref of a Group or User. */
  owner: string;
  /** Entity ref of a System. */
  system?: string;
  /** Left out means `organisation`. */
  visibility?: AiVisibility;
};

/** @public */
export type AiLicence = {
  /** SPDX id where one exists, else the id that the publisher uses. */
  id: string;
  name: string;
  url?: string;
};

/** Where bytes lie. @public */
export type AiLocation = {
  /** Such as `hf://org/name`, `s3://bucket/path`. */
  uri: string;
};

/** What an entity of any of the three kinds may be seen by. @public */
export function visibilityOf(entity: Entity): AiVisibility {
  const visibility = entity.spec?.visibility;
  return visibility === 'project' || visibility === 'department'
    ? visibility
    : DEFAULT_AI_VISIBILITY;
}
