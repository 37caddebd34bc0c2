import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PoolQuota } from '@silogen/backstage-plugin-resource-manager-common';
import { useAmountText } from '@silogen/backstage-plugin-resource-manager-react';
import sharedStyles from '../shared/shared.module.css';
import { resourceManagerTranslationRef } from '../translation';

/** A whole quota in words, a line a pool. */
export function PoolAmounts(props: { pools: readonly PoolQuota[] }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { amount } = useAmountText();
  if (props.pools.length === 0) {
    return <span>{t('quotas.noPools')}</span>;
  }
  const words = ({ access, resources }: PoolQuota) =>
    resources
      .flatMap(({ resource, guaranteed, borrowingLimit, lendingLimit }) => [
        access === 'guaranteed' ? [amount(guaranteed, resource)] : [],
        borrowingLimit === undefined
          ? []
          : [
              t('quotas.borrowsUpTo', {
                amount: amount(borrowingLimit, resource),
              }),
            ],
        lendingLimit === undefined
          ? []
          : [t('quotas.lendsUpTo', { amount: amount(lendingLimit, resource) })],
      ])
      .flat();
  return (
    <ul className={sharedStyles.list}>
      {props.pools.map(quota => (
        <li key={quota.pool}>
          {[
            `${quota.pool}: ${t(`quotas.access.${quota.access}`)}`,
            ...words(quota),
          ].join(' · ')}
        </li>
      ))}
    </ul>
  );
}
