import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import type {
  PreviewRunRequest,
  RunPreview,
} from '@silogen/backstage-plugin-resource-manager-common';
import { FieldProblems } from '@silogen/backstage-plugin-resource-manager-react';
import { splitProblems } from '../previewRequest';
import styles from '../Launch.module.css';
import { launchTranslationRef } from '../translation';

/** What would have the launch refused, with remedies; what is only not filled in yet stands apart and in calmer words. */
export function Problems({
  preview,
  request,
}: {
  preview: RunPreview;
  request: PreviewRunRequest;
}) {
  const { t } = useTranslationRef(launchTranslationRef);
  const { wrong, missing } = splitProblems(preview.problems, request);
  const warnings = preview.warnings ?? [];
  return (
    <>
      {wrong.length > 0 && (
        <Alert
          role="status"
          status="danger"
          icon
          title={t('summary.problems')}
          description={<FieldProblems problems={wrong} />}
        />
      )}
      {warnings.length > 0 && (
        <Alert
          role="status"
          status="warning"
          icon
          title={t('summary.warnings')}
          description={
            <ul className={styles.list}>
              {warnings.map(warning => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          }
        />
      )}
      {missing.length > 0 && (
        <Alert
          role="status"
          status="info"
          title={t('summary.missing')}
          description={<FieldProblems problems={missing} />}
        />
      )}
    </>
  );
}
