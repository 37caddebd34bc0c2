import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Link, Tag, TagGroup, Text } from '@backstage/ui';
import {
  isAiDatasetEntity,
  isAiModelEntity,
  isAiWorkloadEntity,
  visibilityOf,
} from '@silogen/backstage-plugin-developer-center-common';
import { paths, SimulatedLabel, useMe } from '@silogen/backstage-plugin-resource-manager-react';
import { VisibilityTag } from '../entity/visibility/VisibilityTag';
import { developerCenterTranslationRef } from '../translation';
import { useDatasetFacts, useModelFacts, useWorkloadFacts, type CardFacts } from './cardFacts';
import styles from './Catalogue.module.css';

function Card(props: { entity: Entity; facts: CardFacts; launch?: string; simulated?: boolean }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const { entity, facts } = props;
  const title = entity.metadata.title ?? entity.metadata.name;
  return (
    <article className={styles.card}>
      <div className={styles.cardHead}>
        <h2 className={styles.cardTitle}>
          <Link href={paths.entity(stringifyEntityRef(entity))} standalone>
            {title}
          </Link>
        </h2>
        <VisibilityTag visibility={visibilityOf(entity)} />
        {props.simulated && <SimulatedLabel simulated />}
      </div>
      <Text color="secondary" variant="body-small">
        {facts.line.join(' · ')}
      </Text>
      <p className={styles.cardText}>{entity.metadata.description}</p>
      <div className={styles.cardFoot}>
        {facts.tags.length > 0 && (
          <TagGroup aria-label={t('card.properties', { title })}>
            {facts.tags.map(tag => (
              <Tag key={tag} id={tag} size="small">
                {tag}
              </Tag>
            ))}
          </TagGroup>
        )}
        {props.launch && (
          <ButtonLink
            className={styles.cardAction}
            variant="secondary"
            size="small"
            href={props.launch}
            aria-label={t('card.launchNamed', { title })}
          >
            {t('card.launch')}
          </ButtonLink>
        )}
      </div>
    </article>
  );
}

function ModelCard({ entity }: { entity: Entity }) {
  const factsOf = useModelFacts();
  if (!isAiModelEntity(entity)) return null;
  return <Card entity={entity} facts={factsOf(entity)} simulated={entity.spec.simulated} />;
}

function DatasetCard({ entity }: { entity: Entity }) {
  const factsOf = useDatasetFacts();
  if (!isAiDatasetEntity(entity)) return null;
  return <Card entity={entity} facts={factsOf(entity)} />;
}

function WorkloadCard({ entity }: { entity: Entity }) {
  const factsOf = useWorkloadFacts();
  const me = useMe();
  if (!isAiWorkloadEntity(entity)) return null;
  const { template } = entity.spec;
  return (
    <Card
      entity={entity}
      facts={factsOf(entity)}
      launch={
        template && me.data?.may.launch
          ? paths.launch(template, { workload: stringifyEntityRef(entity) })
          : undefined
      }
    />
  );
}

/** What one compares by, of a model, dataset or workload. */
export function EntityCard({ entity }: { entity: Entity }) {
  switch (entity.kind.toLocaleLowerCase('en-US')) {
    case 'aimodel':
      return <ModelCard entity={entity} />;
    case 'aidataset':
      return <DatasetCard entity={entity} />;
    default:
      return <WorkloadCard entity={entity} />;
  }
}
