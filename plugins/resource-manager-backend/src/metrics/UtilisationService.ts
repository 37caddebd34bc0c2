import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  Utilisation,
  WasteList,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { RangeName } from './ranges';

/** What the rows are. */
export type UtilisationBy = 'department' | 'project' | 'pool';

export interface UtilisationQuery {
  by: UtilisationBy;
  range: RangeName;
}

export interface UtilisationService {
  get(
    query: UtilisationQuery,
    options: { credentials: BackstageCredentials },
  ): Promise<Utilisation>;
  wastes(options: { credentials: BackstageCredentials }): Promise<WasteList>;
}

/** Names of projects, or all there are and what is in none. */
export type Visible = 'all' | ReadonlySet<string>;
