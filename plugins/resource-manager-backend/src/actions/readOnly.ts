/** Nothing that is offered to assistants changes anything; asking twice gives the same. */
export const readOnly = {
  readOnly: true,
  destructive: false,
  idempotent: true,
} as const;
