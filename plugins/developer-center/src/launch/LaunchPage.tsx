import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import type { JsonValue } from '@backstage/types';
import { ButtonLink } from '@backstage/ui';
import {
  AsyncContent,
  EmptyState,
  PageBody,
  PageHeader,
  ProblemPanel,
  withQueries,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useCallback, useState } from 'react';
import { useParams } from 'react-router-dom';
import { useEntityByRef } from './entities';
import styles from './Launch.module.css';
import { LaunchProgress } from './LaunchProgress';
import { SummaryPanel } from './summary/SummaryPanel';
import { TemplateForm } from './TemplateForm';
import { launchTranslationRef } from './translation';

/** The form with its summary; while a launch runs it is hidden and not removed, so that nothing typed is lost. */
function Launch({ templateRef }: { templateRef: string }) {
  const { t } = useTranslationRef(launchTranslationRef);
  const scaffolder = useApi(scaffolderApiRef);
  const [formData, setFormData] = useState<Record<string, unknown>>({});
  const [taskId, setTaskId] = useState<string>();
  const [hasFailed, setFailed] = useState(false);
  const [refusal, setRefusal] = useState<Error>();

  const onLaunch = async (request: {
    values: Record<string, JsonValue>;
    secrets: Record<string, string>;
  }) => {
    setRefusal(undefined);
    setFailed(false);
    try {
      setTaskId(
        (await scaffolder.scaffold({ templateRef, ...request })).taskId,
      );
    } catch (error) {
      setRefusal(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const onFailed = useCallback(() => setFailed(true), []);
  const isHidden = taskId !== undefined && !hasFailed;

  return (
    <div className={styles.stack}>
      {taskId && (
        <LaunchProgress
          key={taskId}
          taskId={taskId}
          onFailed={onFailed}
          onBack={() => setTaskId(undefined)}
        />
      )}
      {refusal && (
        <ProblemPanel error={refusal} title={t('page.notAccepted')} />
      )}
      <div
        className={styles.layout}
        hidden={isHidden}
        style={isHidden ? { display: 'none' } : undefined}
      >
        <div className={styles.form}>
          <TemplateForm
            templateRef={templateRef}
            source={t('page.form')}
            onFormData={setFormData}
            onLaunch={onLaunch}
          />
        </div>
        <aside className={styles.panel} aria-label={t('summary.title')}>
          <SummaryPanel formData={formData} />
        </aside>
      </div>
    </div>
  );
}

/** A template's form, with what its launch would do beside it. */
export const LaunchPage = withQueries(() => {
  const { t } = useTranslationRef(launchTranslationRef);
  const { namespace = 'default', template = '' } = useParams();
  const templateRef = stringifyEntityRef({
    kind: 'Template',
    namespace,
    name: template,
  });
  const entity = useEntityByRef(templateRef);
  return (
    <PageBody>
      <AsyncContent query={entity} source={t('page.template')}>
        {found =>
          found === null ? (
            <EmptyState
              title={t('page.noTemplate', { template: templateRef })}
              text={t('page.noTemplateText')}
              action={
                <ButtonLink href="/launch">{t('index.title')}</ButtonLink>
              }
            />
          ) : (
            <>
              <PageHeader
                title={found.metadata.title ?? found.metadata.name}
                description={found.metadata.description}
                parent={{ title: t('index.title'), href: '/launch' }}
              />
              <Launch key={templateRef} templateRef={templateRef} />
            </>
          )
        }
      </AsyncContent>
    </PageBody>
  );
});
