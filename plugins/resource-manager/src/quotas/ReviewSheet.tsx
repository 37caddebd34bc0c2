import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, TextAreaField } from '@backstage/ui';
import { Sheet } from '@silogen/backstage-plugin-resource-manager-react';
import { useCallback, useState } from 'react';
import sharedStyles from '../shared/shared.module.css';
import { resourceManagerTranslationRef } from '../translation';
import { type QuotaEdit, type QuotaEdits } from './edits';
import { changeSets } from './requests';
import { ReviewChange, type PlannedQuota } from './ReviewChange';
import { useApplyChanges } from './useApplyChanges';

/** Characters, as the API has it. */
export const MAX_REASON = 500;

/** Everything that was typed, by cluster: what it does there and to whom, why, and then the storing of it. */
export function ReviewSheet(props: {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  edits: QuotaEdits;
  onDrop: (rowKeys: readonly string[]) => void;
  onReplace: (changed: ReadonlyMap<string, QuotaEdit>) => void;
}) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const [reason, setReason] = useState('');
  const { steps, isApplying, apply } = useApplyChanges({
    onStored: props.onDrop,
  });
  const sets = changeSets(props.edits);
  const [planned, setPlanned] = useState<ReadonlyMap<string, PlannedQuota>>(
    new Map(),
  );
  const remember = useCallback(
    (key: string, quota: PlannedQuota) =>
      setPlanned(known => new Map(known).set(key, quota)),
    [],
  );
  const earlierThan = (at: number) =>
    sets
      .slice(0, at)
      .filter(set => set.cluster === sets[at].cluster)
      .flatMap(set => planned.get(set.key) ?? []);
  const clusters = [...new Set(sets.map(set => set.clusterTitle))];
  const { onOpenChange } = props;

  const onApply = async () => {
    if (await apply(sets, reason)) {
      setReason('');
      onOpenChange(false);
    }
  };

  return (
    <Sheet
      isOpen={props.isOpen && sets.length > 0}
      onOpenChange={onOpenChange}
      title={t('quotas.reviewTitle')}
      width={720}
      footer={
        <>
          <Button variant="primary" isPending={isApplying} onPress={onApply}>
            {t('quotas.apply', { count: sets.length })}
          </Button>
          <Button
            variant="secondary"
            isDisabled={isApplying}
            onPress={() => onOpenChange(false)}
          >
            {t('quotas.back')}
          </Button>
        </>
      }
    >
      <div className={sharedStyles.stack}>
        {clusters.map(cluster => (
          <div key={cluster} className={sharedStyles.stack}>
            <h3 className={sharedStyles.sectionTitle}>{cluster}</h3>
            {sets
              .filter(set => set.clusterTitle === cluster)
              .map(set => (
                <ReviewChange
                  key={set.key}
                  earlier={earlierThan(sets.indexOf(set))}
                  onPlanned={remember}
                  set={set}
                  step={steps.get(set.key)}
                  onDrop={props.onDrop}
                  onReplace={props.onReplace}
                />
              ))}
          </div>
        ))}
        <TextAreaField
          label={t('quotas.reason')}
          description={t('quotas.reasonText')}
          value={reason}
          maxLength={MAX_REASON}
          onChange={setReason}
        />
      </div>
    </Sheet>
  );
}
