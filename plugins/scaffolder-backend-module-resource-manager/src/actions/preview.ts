import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { RunPreview } from '@silogen/backstage-plugin-resource-manager-common';
import { stringify } from 'yaml';
import { logProblems } from './refusal';

/**
 * Writes what a launch would do to the task's log.
 *
 * @throws InputError when the launch would be refused, as the launch itself would be
 */
export function logPreview(preview: RunPreview, logger: LoggerService): void {
  const { objects, placement, problems, verdict, warnings } = preview;
  if (placement) {
    logger.info(
      `Would go to pool ${placement.pool} of cluster ${placement.cluster}: ${placement.reason}`,
    );
  }
  if (verdict) {
    logger.info(verdict.text);
  }
  for (const warning of warnings ?? []) {
    logger.warn(warning);
  }
  if (objects.length > 0) {
    const documents = objects.map(object => stringify(object)).join('---\n');
    logger.info(`Would create:\n${documents}`);
  }
  if (problems.length > 0) {
    logProblems(logger, problems);
    const [first, ...others] = problems;
    const more = others.length > 0 ? ` (and ${others.length} more)` : '';
    throw new InputError(
      `The run would be refused: ${first.field} ${first.problem}. ${first.remedy}${more}`,
    );
  }
  logger.info('Dry run: nothing was launched');
}
