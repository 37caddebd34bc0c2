import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { Utilisation } from '@silogen/backstage-plugin-resource-manager-common';
import { formatNumber } from '../components/amounts';
import { resourceManagerReactTranslationRef } from '../translation';
import { UtilisationBar } from './UtilisationBar';
import styles from './Utilisation.module.css';

/** All GPUs by what they do now, in one bar with its numbers, and how full their memory is. */
export function GpuSummary(props: { utilisation: Utilisation; label: string }) {
  const { t } = useTranslationRef(resourceManagerReactTranslationRef);
  const { gpus, memory } = props.utilisation;
  return (
    <div className={styles.stack}>
      <UtilisationBar gpus={gpus} label={props.label} legend />
      {memory && memory.totalGib > 0 && (
        <Text as="p" color="secondary">
          {t('utilisation.memory', {
            used: formatNumber(memory.usedGib),
            total: formatNumber(memory.totalGib),
            percent: String(
              Math.round((memory.usedGib / memory.totalGib) * 100),
            ),
          })}
        </Text>
      )}
    </div>
  );
}
