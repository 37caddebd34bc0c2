import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiCheckboxCircleLine, RiCloseCircleLine } from '@remixicon/react';
import type { Cluster } from '@silogen/backstage-plugin-resource-manager-common';
import {
  formatAbsolute,
  SimulatedLabel,
  StatusChip,
} from '@silogen/backstage-plugin-resource-manager-react';
import { resourceManagerTranslationRef } from '../translation';

/** Whether a cluster answers, since when, and why not. */
export function ReachableChip(props: { cluster: Cluster }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { reachable, since, problem } = props.cluster;
  const at = formatAbsolute(since);
  return reachable ? (
    <StatusChip
      tone="positive"
      icon={<RiCheckboxCircleLine size={16} aria-hidden />}
      label={t('clusters.reachable')}
      explanation={t('clusters.reachableSince', { at })}
    />
  ) : (
    <StatusChip
      tone="negative"
      icon={<RiCloseCircleLine size={16} aria-hidden />}
      label={t('clusters.unreachable')}
      explanation={t('clusters.unreachableSince', {
        at,
        problem: problem ?? '',
      })}
    />
  );
}

/** What the title of a cluster is followed by. */
export function ClusterChips(props: { cluster: Cluster }) {
  return (
    <>
      <ReachableChip cluster={props.cluster} />
      {props.cluster.simulated && <SimulatedLabel />}
    </>
  );
}
