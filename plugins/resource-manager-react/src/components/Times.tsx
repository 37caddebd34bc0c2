import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useNow } from '../hooks/useNow';
import { resourceManagerReactTranslationRef } from '../translation';
import { formatAbsolute, formatAge, formatDuration, millisOf } from './time';

const SECOND_MS = 1_000;
const HALF_MINUTE_MS = 30_000;

/** A past or coming time relative to now, the absolute one on hover. */
export function TimeAgo(props: { at: string }) {
  const { t } = useTranslationRef(resourceManagerReactTranslationRef);
  const now = useNow(HALF_MINUTE_MS);
  const age = now - millisOf(props.at);
  let text: string = t('time.justNow');
  if (age >= SECOND_MS) {
    text = t('time.ago', { age: formatAge(age) });
  } else if (age <= -SECOND_MS) {
    text = t('time.in', { age: formatAge(-age) });
  }
  return (
    <time dateTime={props.at} title={formatAbsolute(props.at)}>
      {text}
    </time>
  );
}

/** How long something took, or has been taking when it has no end. */
export function Duration(props: { from: string; to?: string }) {
  const now = useNow(SECOND_MS);
  const end = props.to ? millisOf(props.to) : now;
  const title = [props.from, props.to]
    .filter(at => at !== undefined)
    .map(formatAbsolute)
    .join(' – ');
  return (
    <span title={title}>{formatDuration(end - millisOf(props.from))}</span>
  );
}
