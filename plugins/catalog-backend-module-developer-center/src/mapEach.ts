import { stringifyError } from '@backstage/errors';
import { LoggerService } from '@backstage/backend-plugin-api';

/**
 * Maps every item by itself: one that cannot be mapped is reported by name and
 * left out, so that it never empties a full mutation.
 */
export function mapEach<TItem extends { name: string }, TResult>(options: {
  what: string;
  items: readonly TItem[];
  toResult: (item: TItem) => TResult;
  logger: LoggerService;
}): TResult[] {
  const { what, items, toResult, logger } = options;
  return items.flatMap(item => {
    try {
      return [toResult(item)];
    } catch (error) {
      logger.warn(
        `The ${what} "${
          item.name
        }" was left out of the catalog: ${stringifyError(error)}`,
      );
      return [];
    }
  });
}
