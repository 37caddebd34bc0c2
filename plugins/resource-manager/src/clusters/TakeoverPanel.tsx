import {
  toastApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import type {
  Cluster,
  TakeoverPlan,
} from '@silogen/backstage-plugin-resource-manager-common';
import {
  AsyncContent,
  ConfirmDialog,
  FieldProblems,
  ProblemError,
  useTakeOverCluster,
  useTakeoverPlan,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useState } from 'react';
import { Section } from '../shared/Section';
import styles from '../shared/shared.module.css';
import { resourceManagerTranslationRef } from '../translation';

function Plan(props: { cluster: Cluster; plan: TakeoverPlan }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const toasts = useApi(toastApiRef);
  const [isAsking, setAsking] = useState(false);
  const takeOver = useTakeOverCluster();
  const { cluster, plan } = props;
  const isOther =
    takeOver.error instanceof ProblemError && takeOver.error.isStale;

  return (
    <>
      <p className={styles.paragraph}>{t('clusters.takeoverText')}</p>
      {plan.problems.length > 0 && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('clusters.takeoverBlocked')}
          description={<FieldProblems problems={plan.problems} />}
        />
      )}
      <ol className={styles.list}>
        {plan.steps.map(({ action, kind, name, text }) => (
          <li key={`${kind}/${name}/${action}`}>
            <strong>{t(`clusters.action.${action}`)}</strong>{' '}
            <span className={styles.mono}>{`${kind} ${name}`}</span>: {text}
          </li>
        ))}
      </ol>
      {plan.kept.length > 0 && (
        <div className={styles.tight}>
          <span>{t('clusters.kept')}</span>
          <ul className={styles.list}>
            {plan.kept.map(name => (
              <li key={name} className={styles.mono}>
                {name}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div>
        <Button
          variant="primary"
          isDisabled={plan.problems.length > 0}
          onPress={() => setAsking(true)}
        >
          {t('clusters.takeOver')}
        </Button>
      </div>
      {isOther && (
        <Alert
          role="alert"
          status="warning"
          icon
          title={t('clusters.planChanged')}
        />
      )}
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={t('clusters.takeoverTitle', { title: cluster.title })}
        effect={t('clusters.takeoverEffect', { count: plan.steps.length })}
        confirmLabel={t('clusters.takeOver')}
        typeToConfirm={cluster.name}
        isPending={takeOver.isPending}
        error={isOther ? undefined : takeOver.error}
        onConfirm={() =>
          takeOver.mutate(
            { cluster: cluster.name, planId: plan.planId },
            {
              onSuccess: () => {
                setAsking(false);
                toasts.post({
                  title: t('clusters.takenOver', { title: cluster.title }),
                  status: 'success',
                  timeout: 6_000,
                });
              },
              // Another plan: it is on the page by now, and has to be read before it is confirmed.
              onError: error =>
                error instanceof ProblemError &&
                error.isStale &&
                setAsking(false),
            },
          )
        }
      />
    </>
  );
}

/** What the portal would change to manage a cluster's quotas, and the button that does it. */
export function TakeoverPanel(props: { cluster: Cluster }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { cluster } = props;
  const plan = useTakeoverPlan(cluster.name);
  return (
    <Section title={t('clusters.takeover')}>
      <AsyncContent
        query={plan}
        source={t('clusters.planSource')}
        isEmpty={data => !data.needed}
        empty={<span>{t('clusters.takeoverNotNeeded')}</span>}
      >
        {data => <Plan cluster={cluster} plan={data} />}
      </AsyncContent>
    </Section>
  );
}
