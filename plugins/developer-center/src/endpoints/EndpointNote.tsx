import { CodeSnippet } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { Run } from '@silogen/backstage-plugin-resource-manager-common';
import { KeyValue } from '@silogen/backstage-plugin-resource-manager-react';
import { useEntityByRef } from '../launch/entities';
import { developerCenterTranslationRef } from '../translation';
import { exampleRequest, taskOf } from './exampleRequest';
import styles from './Endpoints.module.css';

/** On the page of a run that is an endpoint: where it answers, and a request to try. */
export function EndpointNote({ run }: { run: Run }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const { endpoint } = run;
  const model = useEntityByRef(run.inputs?.model);
  if (!endpoint) return null;
  const request = exampleRequest(endpoint, taskOf(model.data?.spec?.task));
  return (
    <section className={styles.note} aria-label={t('endpoints.use')}>
      <Text as="h2" variant="title-x-small">
        {t('endpoints.use')}
      </Text>
      <KeyValue
        items={[
          {
            label: t('endpoints.address'),
            value: <code className={styles.address}>{endpoint.address}</code>,
          },
          {
            label: t('endpoints.nameInApi'),
            value: endpoint.model && <code>{endpoint.model}</code>,
          },
        ]}
      />
      <Text as="p" color="secondary" role="status">
        {[
          t('endpoints.reach'),
          run.state !== 'running' && t('endpoints.notYet'),
        ]
          .filter(Boolean)
          .join(' ')}
      </Text>
      <Text as="p">{t('endpoints.useText')}</Text>
      <CodeSnippet
        language="text"
        text={request}
        wrapLongLines
        showCopyCodeButton
      />
    </section>
  );
}
