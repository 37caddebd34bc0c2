import type { AuditorService } from '@backstage/backend-plugin-api';
import type { Audited } from '../contracts';

/** Exactly one end for every event: success, or failure and the error goes on. */
export function createAudited(auditor: AuditorService): Audited {
  return async (request, event, work) => {
    const audit = await auditor.createEvent({
      eventId: event.eventId,
      severityLevel: event.severity ?? 'medium',
      request,
      meta: event.meta,
    });
    try {
      const result = await work();
      await audit.success();
      return result;
    } catch (error) {
      await audit.fail({
        error: error instanceof Error ? error : new Error(String(error)),
      });
      throw error;
    }
  };
}
