import { Entity } from '@backstage/catalog-model';
import { AI_API_VERSION, AiLicence, AiLocation, AiSpecCommon } from './common';

/** @public */
export type AiDatasetColumn = {
  name: string;
  type: string;
};

/** @public */
export type AiDatasetSplit = {
  name: string;
  rows?: number;
};

/** @public */
export type AiDatasetSensitivity =
  | 'public'
  | 'internal'
  | 'confidential'
  | 'restricted';

/** @public */
export type AiDatasetPersonalData = 'yes' | 'no' | 'unknown';

/** A dataset that models are trained or evaluated on. @public */
export interface AiDatasetEntity extends Entity {
  apiVersion: typeof AI_API_VERSION;
  kind: 'AiDataset';
  spec: AiSpecCommon & {
    version?: string;
    /** Such as `jsonl`, `parquet`. */
    format: string;
    columns?: AiDatasetColumn[];
    splits?: AiDatasetSplit[];
    /** Over all splits. */
    rows?: number;
    /** As stored. */
    bytes?: number;
    licence: AiLicence;
    /** Where the content comes from. */
    provenance?: string;
    /** What it may be used for. */
    permittedUse?: string;
    sensitivity: AiDatasetSensitivity;
    personalData: AiDatasetPersonalData;
    location: AiLocation;
    /** Task id of the models that it serves, such as `text-generation`. */
    task?: string;
    /** ISO 639 codes. */
    languages?: string[];
    /** Dataset card in Markdown. */
    card?: string;
  };
}

/** @public */
export function isAiDatasetEntity(entity: Entity): entity is AiDatasetEntity {
  return (
    entity.apiVersion === AI_API_VERSION &&
    entity.kind.toLocaleLowerCase('en-US') === 'aidataset'
  );
}
