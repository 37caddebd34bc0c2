import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiCheckboxCircleLine, RiForbidLine } from '@remixicon/react';
import type { Cluster } from '@silogen/backstage-plugin-resource-manager-common';
import styles from '../shared/shared.module.css';
import { Section } from '../shared/Section';
import { resourceManagerTranslationRef } from '../translation';
import { abilitiesOf } from './abilities';

/** What the portal may do on this cluster, and what stands against the rest. */
export function Abilities(props: { cluster: Cluster }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { cluster } = props;
  return (
    <Section title={t('clusters.abilities')}>
      <ul
        className={styles.list}
        style={{ listStyle: 'none', paddingInlineStart: 0 }}
      >
        {abilitiesOf(cluster).map(({ key, isPossible, note }) => {
          const Icon = isPossible ? RiCheckboxCircleLine : RiForbidLine;
          return (
            <li key={key} className={styles.row}>
              <Icon
                size={16}
                role="img"
                aria-label={t(isPossible ? 'clusters.yes' : 'clusters.no')}
              />
              <span>{t(`clusters.ability.${key}`)}</span>
              <span className={styles.muted}>
                {t(`clusters.abilityNote.${note}`)}
                {key === 'quotas' && cluster.writerReason
                  ? ` ${cluster.writerReason}`
                  : ''}
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
