import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { RiPauseCircleLine, RiZzzLine } from '@remixicon/react';
import type {
  Waste,
  WasteList,
} from '@silogen/backstage-plugin-resource-manager-common';
import { formatNumber } from '../components/amounts';
import { EmptyState } from '../components/EmptyState';
import { ProjectLink, UserName } from '../components/links';
import { StatusChip } from '../components/StatusChip';
import { TimeAgo } from '../components/Times';
import { paths } from '../paths';
import { resourceManagerReactTranslationRef } from '../translation';
import styles from './Utilisation.module.css';

function KindChip(props: { kind: Waste['kind'] }) {
  const { t } = useTranslationRef(resourceManagerReactTranslationRef);
  return props.kind === 'idle' ? (
    <StatusChip
      tone="warning"
      icon={<RiZzzLine size={16} />}
      label={t('utilisation.waste.kindIdle')}
      explanation={t('utilisation.waste.kindIdleHint')}
    />
  ) : (
    <StatusChip
      tone="announcement"
      icon={<RiPauseCircleLine size={16} />}
      label={t('utilisation.waste.kindReserved')}
      explanation={t('utilisation.waste.kindReservedHint')}
    />
  );
}

function WasteRow(props: { waste: Waste }) {
  const { t } = useTranslationRef(resourceManagerReactTranslationRef);
  const { waste } = props;
  const unnamed = t(
    waste.type ? 'utilisation.waste.hiddenRun' : 'utilisation.waste.noRun',
  );
  return (
    <tr>
      <th scope="row">
        <div className={styles.tight}>
          {waste.run ? (
            <Link href={paths.run(waste.run.id)}>{waste.run.name}</Link>
          ) : (
            <span>{unnamed}</span>
          )}
          <span className={styles.muted}>{waste.type}</span>
        </div>
      </th>
      <td>
        <KindChip kind={waste.kind} />
      </td>
      <td>
        {waste.project ? (
          <ProjectLink project={waste.project} title={waste.projectTitle} />
        ) : (
          waste.namespace
        )}
      </td>
      <td>{waste.run?.owner && <UserName userRef={waste.run.owner} />}</td>
      <td>
        <div className={styles.tight}>
          <span>{waste.poolTitle ?? waste.pool}</span>
          <span className={styles.muted}>
            {waste.clusterTitle ?? waste.cluster}
          </span>
        </div>
      </td>
      <td className={styles.number}>{formatNumber(waste.gpus)}</td>
      <td>
        <TimeAgo at={waste.since} />{' '}
        {waste.atLeast && t('utilisation.waste.orLonger')}
      </td>
      <td className={styles.number}>{formatNumber(waste.gpuHours)}</td>
    </tr>
  );
}

/** Runs that hold GPUs and do nothing with them, largest first. */
export function WasteTable(props: { wastes: WasteList; limit?: number }) {
  const { t } = useTranslationRef(resourceManagerReactTranslationRef);
  const { items, totalItems, source } = props.wastes;
  const shown = items.slice(0, props.limit ?? items.length);
  if (shown.length === 0) {
    const isKnown = source.status === 'ok' || source.status === 'partial';
    return isKnown ? (
      <EmptyState
        title={t('utilisation.waste.none')}
        text={t('utilisation.waste.noneText')}
      />
    ) : (
      <Text color="secondary">{t('utilisation.waste.unknownText')}</Text>
    );
  }
  const more = totalItems - shown.length;
  return (
    <div className={styles.tight}>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('utilisation.waste.what')}</th>
              <th scope="col">{t('utilisation.waste.kind')}</th>
              <th scope="col">{t('utilisation.waste.project')}</th>
              <th scope="col">{t('utilisation.waste.owner')}</th>
              <th scope="col">{t('utilisation.waste.pool')}</th>
              <th scope="col" className={styles.number}>
                {t('utilisation.waste.gpus')}
              </th>
              <th scope="col">{t('utilisation.waste.since')}</th>
              <th scope="col" className={styles.number}>
                {t('utilisation.waste.gpuHours')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map(waste => (
              <WasteRow
                key={`${waste.run?.id ?? ''}${waste.cluster}${waste.namespace}${
                  waste.since
                }${waste.kind}`}
                waste={waste}
              />
            ))}
          </tbody>
        </table>
      </div>
      {more > 0 && (
        <span className={styles.muted}>
          {t('utilisation.waste.more', { count: more })}
        </span>
      )}
    </div>
  );
}
