import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Flex } from '@backstage/ui';
import type {
  ProjectQuota,
  QuotaPreviewRequest,
} from '@silogen/backstage-plugin-resource-manager-common';
import {
  AsyncContent,
  ProblemPanel,
  TimeAgo,
  useProjectQuota,
  UserName,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useEffect } from 'react';
import sharedStyles from '../shared/shared.module.css';
import { resourceManagerTranslationRef } from '../translation';
import { inputOf, rowKey, type QuotaEdit } from './edits';
import {
  isOvertaken,
  quotaWith,
  rebased,
  type QuotaChangeSet,
} from './requests';
import { QuotaEffects } from './QuotaEffects';
import styles from './quotas.module.css';
import type { ApplyStep } from './useApplyChanges';

/** The whole quota that a project would have. */
export type PlannedQuota = NonNullable<QuotaPreviewRequest['earlier']>[number];

const FIELDS = [
  'access',
  'guaranteed',
  'borrowingLimit',
  'lendingLimit',
] as const;

/** What was typed, against what it was. */
function Typed(props: { edit: QuotaEdit }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { base, input } = props.edit;
  const before = inputOf(base);
  const say = (field: (typeof FIELDS)[number], values: typeof input) => {
    switch (field) {
      case 'access':
        return t(`quotas.access.${values.access}`);
      case 'borrowingLimit':
        return values[field] || t('quotas.noLimit');
      case 'lendingLimit':
        return values[field] || t('quotas.lendsAll');
      default:
        return values[field] || '0';
    }
  };
  return (
    <li>
      {base.poolTitle}
      {': '}
      {FIELDS.filter(field => before[field] !== input[field])
        .map(field =>
          t('quotas.fieldChange', {
            field: t(`quotas.field.${field}`),
            from: say(field, before),
            to: say(field, input),
          }),
        )
        .join(', ')}
    </li>
  );
}

function Preview(props: {
  set: QuotaChangeSet;
  current: ProjectQuota;
  earlier: readonly PlannedQuota[];
  onPlanned: (key: string, planned: PlannedQuota) => void;
}) {
  const { key, project, cluster, edits } = props.set;
  const { current, earlier, onPlanned } = props;
  const quota = quotaWith(current, edits);
  // What stands after this one in the review is held against the world in which this one is stored.
  const planned = JSON.stringify({ project, pools: quota.pools });
  useEffect(
    () => onPlanned(key, JSON.parse(planned)),
    [key, onPlanned, planned],
  );
  return (
    <QuotaEffects
      project={project}
      cluster={cluster}
      body={{ ...quota, ...(earlier.length > 0 && { earlier: [...earlier] }) }}
    />
  );
}

function Overtaken(props: {
  set: QuotaChangeSet;
  current: ProjectQuota;
  onRedo: () => void;
  onDrop: () => void;
}) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { current, set } = props;
  return (
    <Alert
      role="alert"
      status="warning"
      icon
      title={t('quotas.overtaken')}
      description={
        <div className={sharedStyles.tight}>
          {current.updatedAt && (
            <span>
              <UserName userRef={current.updatedBy} /> ·{' '}
              <TimeAgo at={current.updatedAt} />
              {current.reason && ` · ${current.reason}`}
            </span>
          )}
          <ul className={sharedStyles.list}>
            {set.edits.map(edit => {
              const now = rebased(edit, current).base;
              return (
                <li key={rowKey(edit.base)}>
                  {t('quotas.overtakenRow', {
                    pool: edit.base.poolTitle,
                    was: inputOf(edit.base).guaranteed,
                    now: inputOf(now).guaranteed,
                    mine: edit.input.guaranteed || '0',
                  })}
                </li>
              );
            })}
          </ul>
        </div>
      }
      customActions={
        <Flex gap="2">
          <Button size="small" variant="primary" onPress={props.onRedo}>
            {t('quotas.redo')}
          </Button>
          <Button size="small" variant="secondary" onPress={props.onDrop}>
            {t('quotas.keepTheirs')}
          </Button>
        </Flex>
      }
    />
  );
}

/** What one project's change on one cluster does, and what came in between. */
export function ReviewChange(props: {
  set: QuotaChangeSet;
  step: ApplyStep | undefined;
  /** What is stored before it on the same cluster. */
  earlier: readonly PlannedQuota[];
  onPlanned: (key: string, planned: PlannedQuota) => void;
  onDrop: (rowKeys: readonly string[]) => void;
  onReplace: (changed: ReadonlyMap<string, QuotaEdit>) => void;
}) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { set, step } = props;
  const quota = useProjectQuota({ project: set.project, cluster: set.cluster });

  return (
    <section className={styles.change} aria-label={set.projectTitle}>
      <strong>{set.projectTitle}</strong>
      <ul className={sharedStyles.list}>
        {set.edits.map(edit => (
          <Typed key={rowKey(edit.base)} edit={edit} />
        ))}
      </ul>
      <AsyncContent query={quota} source={t('quotas.currentSource')} rows={1}>
        {current =>
          set.edits.some(edit => isOvertaken(edit, current)) ? (
            <Overtaken
              set={set}
              current={current}
              onRedo={() =>
                props.onReplace(
                  new Map(
                    set.edits.map(edit => [
                      rowKey(edit.base),
                      rebased(edit, current),
                    ]),
                  ),
                )
              }
              onDrop={() =>
                props.onDrop(set.edits.map(edit => rowKey(edit.base)))
              }
            />
          ) : (
            <Preview
              set={set}
              current={current}
              earlier={props.earlier}
              onPlanned={props.onPlanned}
            />
          )
        }
      </AsyncContent>
      {step?.error && (
        <ProblemPanel error={step.error} title={t('quotas.notStored')} />
      )}
    </section>
  );
}
