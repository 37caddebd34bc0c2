/** The query is wrong or uses what is not implemented here: 400 `bad_data`. */
export class BadQueryError extends Error {
  override readonly name = 'BadQueryError';
}

/** The query is right but cannot be answered: 422 `execution`. */
export class ExecutionError extends Error {
  override readonly name = 'ExecutionError';
}
