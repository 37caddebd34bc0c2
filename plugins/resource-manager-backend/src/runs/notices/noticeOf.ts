import { DateTime, Duration } from 'luxon';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { NewRunEvent, RunRecord } from '../types';

type NotificationPayload = NotificationSendOptions['payload'];

/** News of what happened longer ago is none. */
const NEWS_FOR = Duration.fromObject({ hours: 24 });

/** Every notification about runs has this topic, so that people can switch them off. */
export const RUN_TOPIC = 'runs';

type NewsType =
  | 'running'
  | 'suspended'
  | 'resumed'
  | 'failed'
  | 'refused'
  | 'succeeded'
  | 'stopped'
  | 'deleted';

const NEWS: readonly string[] = [
  'running',
  'suspended',
  'resumed',
  'failed',
  'refused',
  'succeeded',
  'stopped',
  'deleted',
] satisfies NewsType[];

/** States of which there is one notification each; the next one of the same state takes its place. */
const STATE_OF: Record<NewsType, string> = {
  running: 'running',
  resumed: 'running',
  suspended: 'suspended',
  failed: 'failed',
  refused: 'failed',
  succeeded: 'succeeded',
  stopped: 'stopped',
  deleted: 'stopped',
};

/** Whether the owner is to be told of this event. Nobody is told what they did themselves. */
export function isNews(
  run: Pick<RunRecord, 'owner'>,
  event: Pick<NewRunEvent, 'type' | 'by' | 'state'>,
): boolean {
  if (!run.owner || !NEWS.includes(event.type) || event.by === run.owner)
    return false;
  // A record whose objects are tidied up after its end has ended before.
  return event.type !== 'deleted' || event.state !== undefined;
}

export function isLate(event: Pick<NewRunEvent, 'at'>, now: Date): boolean {
  return DateTime.fromISO(event.at) < DateTime.fromJSDate(now).minus(NEWS_FOR);
}

function nameOf(userRef: string): string {
  return userRef.slice(userRef.indexOf('/') + 1);
}

function titleOf(run: RunRecord, event: NewRunEvent): string {
  const again = run.startedAt !== undefined && event.at > run.startedAt;
  const someone = event.by ? ` by ${nameOf(event.by)}` : '';
  switch (event.type as NewsType) {
    case 'running':
      return `${run.name} is running${again ? ' again' : ''}`;
    case 'resumed':
      return `${run.name} has its GPUs again`;
    case 'suspended':
      return `${run.name} was suspended`;
    case 'succeeded':
      return `${run.name} finished successfully`;
    case 'stopped':
      return `${run.name} was stopped${someone}`;
    case 'deleted':
      return event.by
        ? `${run.name} was removed${someone}`
        : `${run.name} was removed from the cluster`;
    default:
      return `${run.name} failed`;
  }
}

function descriptionOf(run: RunRecord, event: NewRunEvent): string {
  const where = `${run.gpus} ${run.gpus === 1 ? 'GPU' : 'GPUs'} in ${
    run.pool ? `${run.pool} of ${run.cluster}` : run.cluster
  }`;
  switch (event.type as NewsType) {
    case 'running':
      return run.gpus > 0
        ? `On ${where}, project ${run.project}.`
        : `In project ${run.project}.`;
    case 'resumed':
      return run.interruption === 'resumes'
        ? 'It goes on from its last checkpoint.'
        : 'It starts from zero.';
    case 'succeeded':
      return run.outputModel
        ? `It made the model ${nameOf(run.outputModel)}.`
        : `In project ${run.project}.`;
    case 'deleted':
      return event.by
        ? `${event.text}: it does not come back.`
        : 'Not through the portal: it does not come back.';
    default:
      return event.text;
  }
}

const SEVERITIES: Partial<Record<NewsType, NotificationPayload['severity']>> = {
  running: 'low',
  resumed: 'low',
  failed: 'high',
  refused: 'high',
};

/** What the owner of a run is told of an event that {@link isNews}. */
export function noticeOf(
  run: RunRecord,
  event: NewRunEvent,
): NotificationPayload {
  const type = event.type as NewsType;
  return {
    title: titleOf(run, event),
    description: descriptionOf(run, event),
    // Its page also leads to the model that it made.
    link: `/runs/${run.id}`,
    severity: SEVERITIES[type] ?? 'normal',
    topic: RUN_TOPIC,
    // Sent again after an interruption, it finds itself and takes its own place.
    scope: `run:${run.id}:${STATE_OF[type]}`,
  };
}
