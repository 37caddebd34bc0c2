import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ReviewStepProps } from '@backstage/plugin-scaffolder-react';
import { Button, Text } from '@backstage/ui';
import {
  EntityLink,
  KeyValue,
  withQueries,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useState, type ReactNode } from 'react';
import { useEntityByRef } from './entities';
import { readPlacement } from './formData';
import styles from './Launch.module.css';
import { reviewSections, type ReviewItem } from './reviewItems';
import { ManifestPreview } from './summary/ManifestPreview';
import { launchTranslationRef } from './translation';

function NamedEntity({ entityRef }: { entityRef: string }) {
  const { data } = useEntityByRef(entityRef);
  return <EntityLink entityRef={entityRef}>{data?.metadata.title}</EntityLink>;
}

function Placement({ value }: { value: unknown }) {
  const { t } = useTranslationRef(launchTranslationRef);
  const { cluster, pool, gpus, priority } = readPlacement(value);
  return (
    <>
      {[
        gpus !== undefined && t('placement.gpuCount', { count: gpus }),
        pool && cluster
          ? t('placement.poolIn', { pool, cluster })
          : t('placement.automatic'),
        priority &&
          t('review.priority', {
            priority: t(`placement.priorities.${priority}`),
          }),
      ]
        .filter(Boolean)
        .join(' · ')}
    </>
  );
}

function PlainValue({ value }: { value: unknown }) {
  const { t } = useTranslationRef(launchTranslationRef);
  if (typeof value === 'boolean')
    return <>{t(value ? 'review.yes' : 'review.no')}</>;
  if (Array.isArray(value))
    return (
      <>
        {value
          .map(one =>
            typeof one === 'object' ? JSON.stringify(one) : String(one),
          )
          .join(', ')}
      </>
    );
  return (
    <>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</>
  );
}

function valueOf({ field, value }: ReviewItem): ReactNode {
  switch (field) {
    case 'AiModelPicker':
    case 'AiDatasetPicker':
      return <NamedEntity entityRef={String(value)} />;
    case 'PlacementPicker':
      return <Placement value={value} />;
    default:
      return <PlainValue value={value} />;
  }
}

/** Last look before the launch: what was filled in, in words, and what would be created. */
export const ReviewStep = withQueries((props: ReviewStepProps) => {
  const { t } = useTranslationRef(launchTranslationRef);
  const [isLaunching, setLaunching] = useState(false);
  const launch = async () => {
    setLaunching(true);
    try {
      // Typed as returning nothing, but it ends when the task has been created.
      await (props.handleCreate as () => unknown)();
    } finally {
      setLaunching(false);
    }
  };
  return (
    <div className={styles.stack}>
      {reviewSections(props.steps, props.formData)
        .filter(({ items }) => items.length > 0)
        .map((section, index) => (
          <section key={index} className={styles.tight}>
            {section.title && (
              <Text as="h3" variant="title-x-small">
                {section.title}
              </Text>
            )}
            <KeyValue
              items={section.items.map(item => ({
                label: item.label,
                value: valueOf(item),
              }))}
            />
          </section>
        ))}
      <ManifestPreview formData={props.formData} />
      <div className={styles.footer}>
        <Button
          variant="tertiary"
          onPress={props.handleBack}
          isDisabled={isLaunching || props.disableButtons}
        >
          {t('review.back')}
        </Button>
        <Button
          variant="primary"
          onPress={launch}
          isPending={isLaunching}
          isDisabled={props.disableButtons}
        >
          {t('review.launch')}
        </Button>
      </div>
    </div>
  );
});
