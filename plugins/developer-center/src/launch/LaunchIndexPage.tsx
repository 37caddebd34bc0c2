import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Link, Text } from '@backstage/ui';
import type { AiWorkloadEntity } from '@silogen/backstage-plugin-developer-center-common';
import {
  AsyncContent,
  EmptyState,
  PageBody,
  PageHeader,
  paths,
  withQueries,
} from '@silogen/backstage-plugin-resource-manager-react';
import styles from './Launch.module.css';
import { useLaunchGroups, type Launchable } from './launchables';
import { launchTranslationRef } from './translation';

function rangeOf({
  min,
  max,
  allowed,
}: AiWorkloadEntity['spec']['resources']['gpus']): string {
  if (allowed) return allowed.join(', ');
  return min === max ? String(max) : `${min}–${max}`;
}

function LaunchableCard({ template, workload }: Launchable) {
  const { t } = useTranslationRef(launchTranslationRef);
  const title = template.metadata.title ?? template.metadata.name;
  const href = paths.launch(
    stringifyEntityRef(template),
    workload && { workload: stringifyEntityRef(workload) },
  );
  const gpus = workload?.spec.resources.gpus;
  return (
    <article className={styles.template}>
      <h3 className={styles.templateTitle}>
        <Link href={href} standalone>
          {title}
        </Link>
      </h3>
      {gpus && (
        <Text color="secondary" variant="body-small">
          {gpus.max === 0
            ? t('index.cpuOnly')
            : t('index.gpus', { gpus: rangeOf(gpus) })}
        </Text>
      )}
      <p className={styles.templateText}>{template.metadata.description}</p>
      <ButtonLink
        variant="primary"
        size="small"
        href={href}
        aria-label={t('index.launchNamed', { title })}
      >
        {t('index.launch')}
      </ButtonLink>
    </article>
  );
}

/** Everything that can be launched by a form, by category. */
export const LaunchIndexPage = withQueries(() => {
  const { t } = useTranslationRef(launchTranslationRef);
  const groups = useLaunchGroups();
  return (
    <PageBody>
      <PageHeader
        title={t('index.title')}
        description={t('index.description')}
      />
      <AsyncContent
        query={groups}
        source={t('index.source')}
        isEmpty={found => found.length === 0}
        empty={
          <EmptyState title={t('index.none')} text={t('index.noneText')} />
        }
      >
        {found => (
          <>
            {found.map(({ category, items }) => (
              <section key={category} className={styles.stack}>
                <Text as="h2" variant="title-small">
                  {t(`category.${category}`)}
                </Text>
                <ul className={styles.templates}>
                  {items.map(item => (
                    <li key={stringifyEntityRef(item.template)}>
                      <LaunchableCard {...item} />
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </>
        )}
      </AsyncContent>
    </PageBody>
  );
});
