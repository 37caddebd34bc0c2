import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, TextAreaField, TextField } from '@backstage/ui';
import {
  ProblemPanel,
  Sheet,
  useCheckCluster,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useState } from 'react';
import styles from '../shared/shared.module.css';
import { resourceManagerTranslationRef } from '../translation';
import { CheckResult } from './CheckResult';

/**
 * Checks a cluster before it is connected: what it is, and which rights are missing. The kubeconfig is sent once and
 * kept nowhere; what connects a cluster is the portal's configuration.
 */
export function ConnectSheet(props: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const [kubeconfig, setKubeconfig] = useState('');
  const [context, setContext] = useState('');
  const check = useCheckCluster();
  const isFilled = kubeconfig.trim() !== '';
  return (
    <Sheet
      isOpen={props.isOpen}
      onOpenChange={isOpen => {
        if (isOpen) return;
        setKubeconfig('');
        check.reset();
        props.onClose();
      }}
      title={t('connect.title')}
      width={760}
      footer={
        <>
          <Button
            variant="primary"
            isDisabled={!isFilled}
            loading={check.isPending}
            onPress={() =>
              check.mutate({
                kubeconfig,
                ...(context.trim() && { context: context.trim() }),
              })
            }
          >
            {t('connect.check')}
          </Button>
          <Button slot="close" variant="secondary">
            {t('close')}
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        <p className={styles.paragraph}>{t('connect.text')}</p>
        <TextAreaField
          label={t('connect.kubeconfig')}
          description={t('connect.kubeconfigText')}
          rows={8}
          value={kubeconfig}
          onChange={setKubeconfig}
          isRequired
        />
        <TextField
          label={t('connect.context')}
          description={t('connect.contextText')}
          value={context}
          onChange={setContext}
        />
        {check.error && (
          <ProblemPanel error={check.error} source={t('connect.title')} />
        )}
        {check.data && <CheckResult check={check.data} />}
      </div>
    </Sheet>
  );
}
