import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import type { Run } from '@silogen/backstage-plugin-resource-manager-common';
import {
  ConfirmDialog,
  useStopRun,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useState } from 'react';
import { developerCenterTranslationRef } from '../translation';

/** Stops a run after saying what that does. */
export function StopServiceButton(props: { run: Run; effect: string }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const { run } = props;
  const [asking, setAsking] = useState(false);
  const stop = useStopRun();
  return (
    <>
      <Button
        variant="secondary"
        size="small"
        aria-label={t('services.stopNamed', { name: run.name })}
        onPress={() => setAsking(true)}
      >
        {t('run.stop')}
      </Button>
      <ConfirmDialog
        isOpen={asking}
        onOpenChange={isOpen => {
          setAsking(isOpen);
          if (!isOpen) stop.reset();
        }}
        title={t('run.stopTitle', { name: run.name })}
        effect={props.effect}
        confirmLabel={t('run.stop')}
        destructive
        isPending={stop.isPending}
        error={stop.error}
        onConfirm={() =>
          stop.mutate({ run: run.id }, { onSuccess: () => setAsking(false) })
        }
      />
    </>
  );
}
