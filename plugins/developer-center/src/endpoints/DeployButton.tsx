import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonLink, Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import { AsyncContent, EmptyState, paths } from '@silogen/backstage-plugin-resource-manager-react';
import { useState } from 'react';
import { developerCenterTranslationRef } from '../translation';
import cards from '../workspaces/Workspaces.module.css';
import { useEndpointTemplates } from './useEndpointTemplates';

/** Asks what for, and goes to its form. */
export function DeployButton() {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const [asking, setAsking] = useState(false);
  const templates = useEndpointTemplates();
  return (
    <>
      <Button variant="primary" onPress={() => setAsking(true)}>
        {t('endpoints.deploy')}
      </Button>
      <Dialog isOpen={asking} onOpenChange={setAsking} isDismissable>
        <DialogHeader>{t('endpoints.newText')}</DialogHeader>
        <DialogBody>
          <AsyncContent
            query={templates}
            source={t('endpoints.newSource')}
            isEmpty={found => found.length === 0}
            empty={<EmptyState title={t('endpoints.newNone')} text={t('endpoints.newNoneText')} />}
          >
            {found => (
              <div className={cards.choices}>
                {found.map(template => {
                  const ref = stringifyEntityRef(template);
                  const { metadata } = template;
                  return (
                    <div key={ref} className={cards.choice}>
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
