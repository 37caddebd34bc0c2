import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { isAiWorkloadEntity, type AiWorkloadParameter } from '@silogen/backstage-plugin-developer-center-common';
import { developerCenterTranslationRef } from '../translation';
import styles from './Entity.module.css';

/** `0.1–10`, a list of values, or nothing. */
export function rangeOf({ minimum, maximum, values }: AiWorkloadParameter): string | undefined {
  if (values) return values.join(', ');
  if (minimum !== undefined && maximum !== undefined) return `${minimum}–${maximum}`;
  if (minimum !== undefined) return `≥ ${minimum}`;
  return maximum === undefined ? undefined : `≤ ${maximum}`;
}

function defaultOf({ default: value }: AiWorkloadParameter): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value?.toString();
}

/** The declared parameters of a workload: what can be set, its default and its range. */
export const ParametersCard = () => {
  const { entity } = useEntity();
  const { t } = useTranslationRef(developerCenterTranslationRef);
  if (!isAiWorkloadEntity(entity) || !entity.spec.parameters?.length) return null;
  return (
    <EntityInfoCard title={t('parameters.title')}>
      {/* The keyboard scrolls it on a narrow screen. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('parameters.title')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('parameters.name')}</th>
              <th scope="col">{t('parameters.default')}</th>
              <th scope="col">{t('parameters.range')}</th>
              <th scope="col">{t('parameters.help')}</th>
            </tr>
          </thead>
          <tbody>
            {entity.spec.parameters.map(parameter => (
              <tr key={parameter.name}>
                <th scope="row">
                  {parameter.title}
                  <code className={styles.name}>{parameter.name}</code>
                </th>
                <td>{defaultOf(parameter)}</td>
                <td>{rangeOf(parameter)}</td>
                <td>{parameter.help}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </EntityInfoCard>
  );
};
