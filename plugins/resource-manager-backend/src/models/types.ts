import type {
  ModelVisibility,
  Publication,
  PublishModel,
  Visibility,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { ProjectRecord } from '../contracts';

/** A model that a run made, as far as its visibility goes. */
export interface ModelRecord {
  /** Name of its catalog entity. */
  name: string;
  title: string;
  runId: string;
  project: string;
  /** Entity ref of who launched the run. */
  owner?: string;
  visibility: Visibility;
  version: number;
}

/** A model with who is asked about it. */
export interface OwnedModel extends ModelRecord {
  of: ProjectRecord;
  /** Entity refs of those who may decide. */
  deciders: string[];
  pending?: Publication;
}

/** A person, and whether they have the permission to publish in the project of the model. */
export interface Publisher {
  userRef?: string;
  permitted: boolean;
}

interface Caller {
  credentials: BackstageCredentials;
}

/** Who may see models that runs made. A model whose run the caller may not see is not found. */
export interface ModelService {
  get(name: string, caller: Caller): Promise<ModelVisibility>;
  /** Changes it at once where the caller may, else asks for it. */
  publish(
    request: PublishModel & { name: string; version: number | undefined },
    caller: Caller,
  ): Promise<ModelVisibility>;
  decide(
    request: {
      name: string;
      publication: string;
      version: number | undefined;
      state: Exclude<Publication['state'], 'pending'>;
    },
    caller: Caller,
  ): Promise<ModelVisibility>;
}
