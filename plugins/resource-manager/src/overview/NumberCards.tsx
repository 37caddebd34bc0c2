import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type {
  Cluster,
  Utilisation,
} from '@silogen/backstage-plugin-resource-manager-common';
import {
  formatNumber,
  paths,
} from '@silogen/backstage-plugin-resource-manager-react';
import { resourceManagerTranslationRef } from '../translation';
import styles from './Overview.module.css';

interface NumberCard {
  key: string;
  /** Undefined where it is not known. */
  value: number | undefined;
  name: string;
  detail: string;
  href: string;
}

function percent(part: number, whole: number): string {
  return String(whole > 0 ? Math.round((part / whole) * 100) : 0);
}

/** The few numbers that an administrator looks at first; each leads to where it comes from. */
export function NumberCards(props: {
  utilisation: Utilisation;
  clusters: readonly Cluster[];
}) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { gpus, rows } = props.utilisation;
  const down = props.clusters.filter(({ reachable }) => !reachable).length;
  const waiting = rows.reduce((sum, row) => sum + row.waiting, 0);
  const capacity: NumberCard[] =
    gpus.capacity === undefined
      ? []
      : [
          {
            key: 'gpus',
            value: gpus.capacity,
            name: t('overview.numbers.gpus'),
            detail: t('overview.numbers.gpusDetail', {
              clusters: String(props.clusters.length),
            }),
            href: paths.pools(),
          },
        ];
  const cards: NumberCard[] = [
    ...capacity,
    {
      key: 'held',
      value: gpus.held,
      name: t('overview.numbers.held'),
      detail:
        gpus.capacity === undefined
          ? ''
          : t('overview.numbers.heldDetail', {
              percent: percent(gpus.held, gpus.capacity),
            }),
      href: paths.quotas(),
    },
    {
      key: 'busy',
      value: gpus.busy,
      name: t('overview.numbers.busy'),
      detail:
        gpus.busy === undefined
          ? t('overview.numbers.unknownDetail')
          : t('overview.numbers.busyDetail', {
              percent: percent(gpus.busy, gpus.held),
            }),
      href: paths.overview({ by: 'project' }),
    },
    {
      key: 'waiting',
      value: waiting,
      name: t('overview.numbers.waiting'),
      detail: t('overview.numbers.waitingDetail'),
      href: paths.runs({ state: 'waiting' }),
    },
    ...(gpus.unavailable === undefined
      ? []
      : [
          {
            key: 'unavailable',
            value: gpus.unavailable,
            name: t('overview.numbers.unavailable'),
            detail: t('overview.numbers.unavailableDetail'),
            href: paths.clusters(),
          },
        ]),
    {
      key: 'down',
      value: down,
      name: t('overview.numbers.clustersDown'),
      detail: t('overview.numbers.clustersDownDetail', {
        clusters: String(props.clusters.length),
      }),
      href: paths.clusters(),
    },
  ];
  return (
    <ul className={styles.numbers} aria-label={t('overview.numbers.label')}>
      {cards.map(card => (
        <li key={card.key} className={styles.card}>
          <Link href={card.href} className={styles.number}>
            <strong>
              {card.value === undefined
                ? t('overview.numbers.unknown')
                : formatNumber(card.value)}
            </strong>{' '}
            {card.name}
          </Link>
          <span className={styles.detail}>{card.detail}</span>
        </li>
      ))}
    </ul>
  );
}
