import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatQuantity } from '@silogen/backstage-plugin-resource-manager-common';
import { resourceManagerReactTranslationRef } from '../translation';
import styles from './QuotaBar.module.css';
import { useAmountText } from './Quantity';
import { percentOf, quotaSegments } from './quotaSegments';

/**
 * One project in one pool: used inside the guarantee, borrowed, guarantee unused; with the numbers in words. `scale`
 * makes bars of one column comparable (e.g. the pool's capacity). Never summed over pools.
 */
export function QuotaBar(props: {
  resource: string;
  guaranteed: string;
  used: string;
  borrowed?: string;
  waiting?: string;
  scale?: string;
  /** What the bar is about, for those who do not see what stands beside it. */
  label?: string;
  /** Leaves the guarantee out of the visible numbers, where it stands in a column of its own. */
  hideGuaranteed?: boolean;
}) {
  const { t } = useTranslationRef(resourceManagerReactTranslationRef);
  const { amount, plain } = useAmountText();
  const { inside, borrowed, free, total } = quotaSegments(props);
  const say = (milli: bigint) =>
    plain(formatQuantity(milli, 'decimal'), props.resource);
  const isWaiting =
    props.waiting !== undefined &&
    Number(plain(props.waiting, props.resource)) !== 0;

  const use = [
    borrowed > 0n
      ? t('quotaBar.used', {
          used: say(inside + borrowed),
          inside: say(inside),
          borrowed: say(borrowed),
        })
      : t('quotaBar.usedInside', { used: say(inside) }),
    ...(isWaiting
      ? [
          t('quotaBar.waiting', {
            waiting: plain(props.waiting!, props.resource),
          }),
        ]
      : []),
  ];
  const guarantee = t('quotaBar.guaranteed', {
    guaranteed: amount(props.guaranteed, props.resource),
  });
  const text = [guarantee, ...use].join(' · ');
  const parts = [
    {
      key: 'inside',
      milli: inside,
      className: styles.inside,
      title: t('quotaBar.segmentInside'),
    },
    {
      key: 'borrowed',
      milli: borrowed,
      className: styles.borrowed,
      title: t('quotaBar.segmentBorrowed'),
    },
    {
      key: 'free',
      milli: free,
      className: styles.free,
      title: t('quotaBar.segmentFree'),
    },
  ];

  return (
    <div className={styles.root}>
      <div
        className={styles.bar}
        role="img"
        aria-label={props.label ? `${props.label}: ${text}` : text}
      >
        {parts.map(part => (
          <span
            key={part.key}
            className={part.className}
            style={{ width: `${percentOf(part.milli, total)}%` }}
            title={`${part.title}: ${say(part.milli)}`}
          />
        ))}
      </div>
      <span className={styles.text} aria-hidden>
        {props.hideGuaranteed ? use.join(' · ') : text}
      </span>
    </div>
  );
}
