import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  CreateDepartment,
  Department,
  UpdateDepartment,
} from '@silogen/backstage-plugin-resource-manager-common';

export interface DepartmentService {
  list(options: { credentials: BackstageCredentials }): Promise<Department[]>;
  get(
    name: string,
    options: { credentials: BackstageCredentials },
  ): Promise<Department>;
  create(
    request: CreateDepartment,
    options: { credentials: BackstageCredentials },
  ): Promise<Department>;
  /** `version`: the one that was read; undefined matches any. */
  update(
    request: {
      name: string;
      version: number | undefined;
      department: UpdateDepartment;
    },
    options: { credentials: BackstageCredentials },
  ): Promise<Department>;
  delete(
    request: { name: string; version: number | undefined },
    options: { credentials: BackstageCredentials },
  ): Promise<void>;
}
