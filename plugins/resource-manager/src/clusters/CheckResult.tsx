import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import type { ClusterCheck } from '@silogen/backstage-plugin-resource-manager-common';
import { KeyValue } from '@silogen/backstage-plugin-resource-manager-react';
import { CopyBlock } from '../shared/CopyBlock';
import { Section } from '../shared/Section';
import styles from '../shared/shared.module.css';
import { resourceManagerTranslationRef } from '../translation';
import { RightsTable } from './RightsTable';

function Facts(props: { check: ClusterCheck }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { kubernetesVersion, runtimes, nodes, gpus } = props.check;
  const found = Object.entries(runtimes).map(
    ([name, version]) => `${name} ${version}`,
  );
  return (
    <KeyValue
      items={[
        { label: t('clusters.server'), value: props.check.server },
        { label: t('clusters.kubernetes'), value: kubernetesVersion },
        {
          label: t('clusters.runtimes'),
          value: found.join(', ') || t('clusters.noRuntimes'),
        },
        {
          label: t('clusters.nodes'),
          value:
            nodes &&
            t(nodes.hasMore ? 'connect.manyNodes' : 'clusters.nodesReady', {
              ready: String(nodes.ready),
              total: String(nodes.total),
            }),
        },
        {
          label: t('connect.gpus'),
          value:
            gpus &&
            (gpus.map(({ title, total }) => `${total} × ${title}`).join(', ') ||
              t('clusters.noGpus')),
        },
      ]}
    />
  );
}

/** What was found behind a kubeconfig, and what is to be done to connect it. */
export function CheckResult(props: { check: ClusterCheck }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { check } = props;
  if (!check.reachable) {
    return (
      <Alert
        role="alert"
        status="danger"
        icon
        title={t('connect.unreachable', { server: check.server })}
        description={check.problem}
      />
    );
  }
  const missing = check.rights.filter(right => right.missing.length > 0);
  const hasQueues = 'kueue' in check.runtimes || 'kaiwo' in check.runtimes;
  return (
    <div className={styles.stack}>
      <Alert
        role="status"
        status={missing.length === 0 ? 'success' : 'warning'}
        icon
        title={t(missing.length === 0 ? 'connect.ready' : 'connect.lacking', {
          context: check.context,
        })}
        description={hasQueues ? undefined : t('connect.noQueues')}
      />
      <Facts check={check} />
      <Section title={t('connect.rights')}>
        <RightsTable rights={check.rights} />
      </Section>
      {missing.length > 0 && (
        <Section title={t('connect.grant')}>
          <p className={styles.paragraph}>{t('connect.grantText')}</p>
          <CopyBlock label={t('connect.grant')} text={check.manifest} />
        </Section>
      )}
      <Section title={t('connect.add')}>
        <p className={styles.paragraph}>{t('connect.addText')}</p>
        <CopyBlock label={t('connect.add')} text={check.configuration} />
      </Section>
    </div>
  );
}
