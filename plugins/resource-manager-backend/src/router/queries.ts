import type { Request } from 'express';

/** The query, which the specification's validator has checked and turned into its types. */
export function queryOf<T>(request: Request): T {
  return request.query as unknown as T;
}
