import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { GpuUse } from '@silogen/backstage-plugin-resource-manager-common';
import { formatNumber } from '../components/amounts';
import { resourceManagerReactTranslationRef } from '../translation';
import { gpuParts, PART_TONES } from './gpuParts';
import styles from './Utilisation.module.css';

/**
 * GPUs by what they do. `scale` makes the bars of one column comparable; `legend` writes the numbers below, for a bar that
 * stands alone.
 */
export function UtilisationBar(props: {
  gpus: GpuUse;
  label: string;
  scale?: number;
  legend?: boolean;
}) {
  const { t } = useTranslationRef(resourceManagerReactTranslationRef);
  const parts = gpuParts(props.gpus);
  const sum = parts.reduce((all, { value }) => all + value, 0);
  const scale = Math.max(props.scale ?? sum, sum);
  const text =
    sum === 0
      ? t('utilisation.nothingHeld')
      : parts
          .map(({ part, value }) =>
            t('utilisation.barPart', {
              part: t(`utilisation.part.${part}`),
              value: formatNumber(value),
            }),
          )
          .join(', ');
  return (
    <div className={styles.barRoot}>
      <div
        className={props.legend ? `${styles.bar} ${styles.large}` : styles.bar}
        role="img"
        aria-label={t('utilisation.bar', { label: props.label, parts: text })}
      >
        {parts.map(({ part, value }) => (
          <span
            key={part}
            className={styles[PART_TONES[part]]}
            style={{ width: scale > 0 ? `${(value / scale) * 100}%` : 0 }}
            title={`${t(`utilisation.part.${part}`)}: ${formatNumber(value)}`}
          />
        ))}
      </div>
      {props.legend && (
        <ul className={styles.legend} aria-hidden>
          {parts.map(({ part, value }) => (
            <li key={part}>
              <span className={`${styles.key} ${styles[PART_TONES[part]]}`} />
              <strong>{formatNumber(value)}</strong>
              {t(`utilisation.part.${part}`)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
