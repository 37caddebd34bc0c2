import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import type {
  AffectedRun,
  QuotaPreviewRequest,
} from '@silogen/backstage-plugin-resource-manager-common';
import {
  AsyncContent,
  FieldProblems,
  formatNumber,
  useQuotaPreview,
} from '@silogen/backstage-plugin-resource-manager-react';
import sharedStyles from '../shared/shared.module.css';
import { resourceManagerTranslationRef } from '../translation';
import { Differences } from './Differences';

function Runs(props: { title: string; runs: readonly AffectedRun[] }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  return (
    <div className={sharedStyles.tight}>
      <strong>{props.title}</strong>
      <ul className={sharedStyles.list}>
        {props.runs.map(run => (
          <li key={run.runId ?? `${run.project}/${run.name}`}>
            {t('quotas.affectedRun', {
              name: run.name,
              project: run.project,
              gpus: formatNumber(run.gpus),
            })}
            {run.interruption &&
              ` ${t(`quotas.interruption.${run.interruption}`)}`}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What a quota would do if it were stored now: to whom, and to which objects. */
export function QuotaEffects(props: {
  project: string;
  cluster: string;
  body: QuotaPreviewRequest;
}) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const preview = useQuotaPreview(props);
  return (
    <AsyncContent query={preview} source={t('quotas.previewSource')} rows={2}>
      {({ problems, changes, suspended, started }) => (
        <>
          {problems.length > 0 && (
            <Alert
              status="warning"
              icon
              title={t('quotas.previewProblems')}
              description={<FieldProblems problems={problems} />}
            />
          )}
          {suspended.length > 0 ? (
            <Runs
              title={t('quotas.wouldSuspend', { count: suspended.length })}
              runs={suspended}
            />
          ) : (
            <span>{t('quotas.suspendsNobody')}</span>
          )}
          {started.length > 0 && (
            <Runs
              title={t('quotas.wouldStart', { count: started.length })}
              runs={started}
            />
          )}
          {changes.length > 0 && (
            <details>
              <summary>
                {t('quotas.clusterChanges', { count: changes.length })}
              </summary>
              <Differences differences={changes} />
            </details>
          )}
        </>
      )}
    </AsyncContent>
  );
}
