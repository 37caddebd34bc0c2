import { MarkdownContent } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import { developerCenterTranslationRef } from '../translation';

/** The card text of a model, dataset or workload, with its intended use and limits. */
export const CardText = () => {
  const { entity } = useEntity();
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const spec = (entity.spec ?? {}) as Record<string, unknown>;
  const sections = [
    ['', spec.card ?? entity.metadata.description],
    [t('cardText.intendedUse'), spec.intendedUse],
    [t('cardText.limitations'), spec.limitations],
  ].flatMap(([title, text]) => (typeof text === 'string' ? [{ title: String(title), text }] : []));
  return (
    <EntityInfoCard title={t('cardText.title')}>
      {sections.length === 0 && <Text color="secondary">{t('cardText.none')}</Text>}
      {sections.map(({ title, text }) => (
        <section key={title}>
          {title && (
            <Text as="h3" variant="body-medium" weight="bold">
              {title}
            </Text>
          )}
          <MarkdownContent content={text} dialect="gfm" />
        </section>
      ))}
    </EntityInfoCard>
  );
};
