import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { Run } from '@silogen/backstage-plugin-resource-manager-common';
import {
  AsyncContent,
  paths,
  StateChip,
  TimeAgo,
  useRuns,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useState } from 'react';
import { developerCenterTranslationRef } from '../translation';
import styles from './Home.module.css';
import { Section } from './Section';

const DAY_MS = 24 * 3600_000;
/** A failure older than this no longer asks for attention on Home. */
const ATTENTION_MS = 2 * DAY_MS;
/** What somebody takes in at a glance. */
const SHOWN = 5;

/** Waits for what it can not get as things are: nothing but a change helps. */
const isHopeless = (run: Run) =>
  run.reason?.code === 'exceeds-quota' ||
  run.reason?.code === 'no-matching-pool';

function Item({ run }: { run: Run }) {
  return (
    <li className={styles.attention}>
      <StateChip run={run} />
      <div className={styles.attentionText}>
        <Link href={paths.run(run.id)}>{run.name}</Link>
        <Text variant="body-small" color="secondary">
          {run.reason?.text}
        </Text>
      </div>
      <Text variant="body-small" color="secondary">
        <TimeAgo at={run.finishedAt ?? run.submittedAt} />
      </Text>
    </li>
  );
}

/** What somebody has to look at: runs that failed lately, with the reason, and runs that can never start. */
export function Attention({ owner }: { owner: string }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const [since] = useState(() =>
    new Date(Date.now() - ATTENTION_MS).toISOString(),
  );
  const failed = useRuns({ owner, state: ['failed'], since, limit: SHOWN });
  const waiting = useRuns({ owner, state: ['waiting'], limit: SHOWN });
  const hopeless = waiting.data?.items.filter(isHopeless) ?? [];
  return (
    <Section
      title={t('home.attention')}
      link={{
        text: t('home.all'),
        href: paths.runs({ owner, state: 'failed' }),
      }}
    >
      <AsyncContent
        query={failed}
        source={t('home.attention')}
        isEmpty={({ items }) => items.length + hopeless.length === 0}
        empty={<Text color="secondary">{t('home.noAttention')}</Text>}
      >
        {({ items }) => (
          <ul className={styles.attentionList}>
            {[...hopeless, ...items].map(run => (
              <Item key={run.id} run={run} />
            ))}
          </ul>
        )}
      </AsyncContent>
    </Section>
  );
}
