import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  ButtonLink,
  Dialog,
  DialogBody,
  DialogHeader,
} from '@backstage/ui';
import {
  AsyncContent,
  EmptyState,
  paths,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useState } from 'react';
import { developerCenterTranslationRef } from '../translation';
import { useWorkspaceKinds } from './useWorkspaceKinds';
import styles from './Workspaces.module.css';

/** Asks in what, and goes to its form. */
export function NewWorkspace() {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const [asking, setAsking] = useState(false);
  const kinds = useWorkspaceKinds();
  return (
    <>
      <Button variant="primary" onPress={() => setAsking(true)}>
        {t('workspaces.new')}
      </Button>
      <Dialog isOpen={asking} onOpenChange={setAsking} isDismissable>
        <DialogHeader>{t('workspaces.newText')}</DialogHeader>
        <DialogBody>
          <AsyncContent
            query={kinds}
            source={t('workspaces.newSource')}
            isEmpty={({ templates }) => templates.length === 0}
            empty={
              <EmptyState
                title={t('workspaces.newNone')}
                text={t('workspaces.newNoneText')}
              />
            }
          >
            {({ templates }) => (
              <div className={styles.choices}>
                {templates.map(template => {
                  const ref = stringifyEntityRef(template);
                  const { metadata } = template;
                  return (
                    <div key={ref} className={styles.choice}>
                      <p>{metadata.description}</p>
                      <ButtonLink variant="secondary" href={paths.launch(ref)}>
                        {metadata.title ?? metadata.name}
                      </ButtonLink>
                    </div>
                  );
                })}
              </div>
            )}
          </AsyncContent>
        </DialogBody>
      </Dialog>
    </>
  );
}
