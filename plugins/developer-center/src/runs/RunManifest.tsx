import { CodeSnippet } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { RunDetail } from '@silogen/backstage-plugin-resource-manager-common';
import { AsyncContent, EmptyState, TimeAgo, useRunObjects } from '@silogen/backstage-plugin-resource-manager-react';
import { stringify } from 'yaml';
import { developerCenterTranslationRef } from '../translation';
import styles from './Runs.module.css';

interface Named {
  kind?: string;
  metadata?: { name?: string; uid?: string };
}

/** The run's objects as the cluster has them, read-only, and what the cluster said about them. */
export function RunManifest({ run }: { run: RunDetail }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const objects = useRunObjects(run.id);
  return (
    <AsyncContent
      query={objects}
      source={t('run.objects')}
      isEmpty={({ items, events }) => items.length === 0 && events.length === 0}
      empty={<EmptyState title={t('run.noObjects')} text={t('run.noObjectsText')} />}
    >
      {({ items, events }) => (
        <>
          {events.length > 0 && (
            <section>
              <Text as="h2" variant="title-x-small">
                {t('run.clusterEvents')}
              </Text>
              <ul className={styles.events}>
                {events.map(event => (
                  <li key={`${event.at} ${event.object} ${event.reason} ${event.message}`}>
                    <strong>{event.reason}</strong> {event.message}{' '}
                    <span className={styles.meta}>
                      {event.object} · <TimeAgo at={event.at} />
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {(items as Named[]).map(object => (
            <section key={object.metadata?.uid ?? object.metadata?.name}>
              <Text as="h2" variant="title-x-small">
                {object.kind} {object.metadata?.name}
              </Text>
              <CodeSnippet language="yaml" text={stringify(object)} showCopyCodeButton />
            </section>
          ))}
        </>
      )}
    </AsyncContent>
  );
}
