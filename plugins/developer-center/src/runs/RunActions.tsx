import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex } from '@backstage/ui';
import type { RunDetail } from '@silogen/backstage-plugin-resource-manager-common';
import { ConfirmDialog, useDeleteRun, useStopRun } from '@silogen/backstage-plugin-resource-manager-react';
import { useState } from 'react';
import { developerCenterTranslationRef } from '../translation';
import { OpenWorkspaceButton } from '../workspaces/OpenWorkspaceButton';

function effectKey(asking: 'stop' | 'delete' | undefined, { type }: RunDetail) {
  if (asking === 'delete') return 'run.deleteEffect';
  if (type === 'inference') return 'endpoints.stopEffect';
  return type === 'workspace' ? 'workspaces.stopEffect' : 'run.stopEffect';
}

/** Open, stop and delete, each with its effect said first; shown to those who may. */
export function RunActions({ run }: { run: RunDetail }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const [asking, setAsking] = useState<'stop' | 'delete'>();
  const stop = useStopRun();
  const remove = useDeleteRun();
  const action = asking === 'delete' ? remove : stop;
  return (
    <Flex gap="2">
      <OpenWorkspaceButton run={run} />
      {run.may.stop && (
        <Button variant="secondary" onPress={() => setAsking('stop')}>
          {t('run.stop')}
        </Button>
      )}
      {run.may.delete && (
        <Button variant="secondary" onPress={() => setAsking('delete')}>
          {t('run.delete')}
        </Button>
      )}
      <ConfirmDialog
        isOpen={asking !== undefined}
        onOpenChange={isOpen => {
          if (!isOpen) {
            setAsking(undefined);
            action.reset();
          }
        }}
        title={t(asking === 'delete' ? 'run.deleteTitle' : 'run.stopTitle', { name: run.name })}
        effect={t(effectKey(asking, run))}
        confirmLabel={t(asking === 'delete' ? 'run.delete' : 'run.stop')}
        destructive
        isPending={action.isPending}
        error={action.error}
        onConfirm={() => action.mutate({ run: run.id }, { onSuccess: () => setAsking(undefined) })}
      />
    </Flex>
  );
}
