import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiCheckboxCircleLine, RiForbidLine } from '@remixicon/react';
import type { ClusterCheck } from '@silogen/backstage-plugin-resource-manager-common';
import styles from '../shared/shared.module.css';
import { resourceManagerTranslationRef } from '../translation';

type Right = ClusterCheck['rights'][number];

/** Rights by what they are for; a purpose is missing when any of its rights is. */
export function purposesOf(
  rights: readonly Right[],
): { purpose: string; missing: string[] }[] {
  const purposes = new Map<string, string[]>();
  for (const { purpose, group, resource, missing } of rights) {
    const all = purposes.get(purpose) ?? [];
    purposes.set(purpose, all);
    if (missing.length > 0) {
      const where = group ? `${resource}.${group}` : resource;
      all.push(`${missing.join(', ')} ${where}`);
    }
  }
  return [...purposes].map(([purpose, missing]) => ({ purpose, missing }));
}

/** What the credentials allow, in terms of what the portal would do with it. */
export function RightsTable(props: { rights: readonly Right[] }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  return (
    <ul
      className={styles.list}
      style={{ listStyle: 'none', paddingInlineStart: 0 }}
    >
      {purposesOf(props.rights).map(({ purpose, missing }) => {
        const Icon = missing.length === 0 ? RiCheckboxCircleLine : RiForbidLine;
        return (
          <li key={purpose} className={styles.row}>
            <Icon
              size={16}
              role="img"
              aria-label={t(
                missing.length === 0 ? 'clusters.yes' : 'clusters.no',
              )}
            />
            <span>{purpose}</span>
            {missing.length > 0 && (
              <span className={styles.muted}>
                {t('connect.missing', { rights: missing.join('; ') })}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
