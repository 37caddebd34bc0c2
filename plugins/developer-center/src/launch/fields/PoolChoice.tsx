import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PoolCapacity } from '@silogen/backstage-plugin-resource-manager-common';
import { gpuNameOf } from '@silogen/backstage-plugin-resource-manager-react';
import { fitOf, roomOf } from '../placement';
import { launchTranslationRef } from '../translation';
import { ChoiceField, type Choice } from './ChoiceCards';

/** Stands for leaving the choice to the portal; no pool key, which has a slash. */
const AUTOMATIC = 'automatic';

export interface PoolRef {
  cluster: string;
  pool: string;
}

/** How a run would get on in a pool, in a few words. */
function useFitText() {
  const { t } = useTranslationRef(launchTranslationRef);
  return (pool: PoolCapacity, gpus: number) => {
    const { outcome, units } = fitOf(pool, gpus);
    return t(`fit.${outcome}`, { units: String(units) });
  };
}

function usePoolCard() {
  const { t } = useTranslationRef(launchTranslationRef);
  const fitText = useFitText();
  return (pool: PoolCapacity, gpus: number): Choice => {
    const { freeGuaranteed, borrowable, reclaimable } = roomOf(pool);
    const name = pool.gpuModel ? gpuNameOf(pool.gpuModel) : undefined;
    return {
      value: `${pool.cluster}/${pool.pool}`,
      title: pool.poolTitle,
      description: [
        [
          pool.clusterTitle,
          name !== pool.poolTitle && name,
          pool.simulated && t('placement.simulated'),
        ]
          .filter(Boolean)
          .join(' · '),
        // What is free is counted in GPUs: it says nothing about a run without any.
        gpus > 0 &&
          t('placement.free', {
            guaranteed: String(freeGuaranteed),
            borrowable: String(borrowable),
          }),
        gpus > 0 &&
          reclaimable > 0 &&
          t('placement.reclaimable', { reclaimable: String(reclaimable) }),
        pool.waitingAhead > 0 &&
          t('placement.waitingAhead', { count: pool.waitingAhead }),
        gpus > 0 && fitText(pool, gpus),
      ]
        .filter(Boolean)
        .join('. '),
    };
  };
}

/** Where a run goes: one of the pools, or wherever the portal finds room. */
export function PoolChoice(props: {
  pools: readonly PoolCapacity[];
  gpus: number;
  chosen: Partial<PoolRef>;
  onChange: (pool: PoolRef | undefined) => void;
  isDisabled?: boolean;
}) {
  const { t } = useTranslationRef(launchTranslationRef);
  const cardOf = usePoolCard();
  const { cluster, pool } = props.chosen;
  return (
    <ChoiceField
      label={t('placement.pool')}
      isDisabled={props.isDisabled}
      value={cluster && pool ? `${cluster}/${pool}` : AUTOMATIC}
      onChange={key => {
        const found = props.pools.find(
          one => `${one.cluster}/${one.pool}` === key,
        );
        props.onChange(found && { cluster: found.cluster, pool: found.pool });
      }}
      choices={[
        {
          value: AUTOMATIC,
          title: t('placement.automatic'),
          description: t('placement.automaticText'),
        },
        ...props.pools.map(one => cardOf(one, props.gpus)),
      ]}
    />
  );
}
