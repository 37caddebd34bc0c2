import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  ButtonLink,
  Dialog,
  DialogBody,
  DialogHeader,
  Text,
} from '@backstage/ui';
import { RiExternalLinkLine } from '@remixicon/react';
import type { Run } from '@silogen/backstage-plugin-resource-manager-common';
import {
  ProblemPanel,
  useOpenWorkspace,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useState } from 'react';
import { developerCenterTranslationRef } from '../translation';
import { openWaitingTab } from './openInTab';

/** Whether the button has anything to do: the workspace answers, and it is theirs. */
export function canOpen(run: Pick<Run, 'workspace' | 'may'>): boolean {
  return run.may.open === true && run.workspace?.ready === true;
}

/** Opens a workspace in a tab of its own; nothing is drawn while it does not answer or for whom it is not. */
export function OpenWorkspaceButton(props: {
  run: Pick<Run, 'id' | 'name' | 'workspace' | 'may'>;
  size?: 'small' | 'medium';
}) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const { run } = props;
  const open = useOpenWorkspace();
  const [blocked, setBlocked] = useState<string>();
  const close = () => {
    open.reset();
    setBlocked(undefined);
  };
  const press = () => {
    const tab = openWaitingTab(run.name);
    open.mutate(
      { run: run.id },
      {
        onSuccess: ({ url }) => (tab.opened ? tab.go(url) : setBlocked(url)),
        onError: () => tab.close(),
      },
    );
  };
  const shown = canOpen(run);
  return (
    <>
      {shown && (
        <Button
          variant="primary"
          size={props.size}
          iconEnd={<RiExternalLinkLine aria-hidden />}
          aria-label={`${t('workspaces.openNamed', { name: run.name })}, ${t(
            'workspaces.newTab',
          )}`}
          isPending={open.isPending}
          onPress={press}
        >
          {t('workspaces.open')}
        </Button>
      )}
      <Dialog
        isOpen={open.isError || blocked !== undefined}
        onOpenChange={isOpen => !isOpen && close()}
        isDismissable
      >
        <DialogHeader>
          {t('workspaces.openNamed', { name: run.name })}
        </DialogHeader>
        <DialogBody>
          {open.error && (
            <ProblemPanel
              error={open.error}
              title={t('workspaces.openFailed')}
            />
          )}
          {blocked && (
            <>
              <Text as="p">{t('workspaces.opened')}</Text>
              <ButtonLink
                variant="primary"
                href={blocked}
                target="_blank"
                rel="noopener noreferrer"
                onPress={close}
              >
                {t('workspaces.openNow')}
              </ButtonLink>
            </>
          )}
        </DialogBody>
      </Dialog>
    </>
  );
}
