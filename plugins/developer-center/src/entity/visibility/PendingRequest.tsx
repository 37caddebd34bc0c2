import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Flex, Text } from '@backstage/ui';
import type { DecidePublication, ModelVisibility, Publication } from '@silogen/backstage-plugin-resource-manager-common';
import { ConfirmDialog, useDecidePublication } from '@silogen/backstage-plugin-resource-manager-react';
import { useState } from 'react';
import { developerCenterTranslationRef } from '../../translation';
import { userName } from './userName';

const verbs = { accepted: 'accept', declined: 'decline', withdrawn: 'withdraw' } as const;

/** What was asked and is not answered, with the buttons of those who may. */
export function PendingRequest({ model, pending }: { model: ModelVisibility; pending: Publication }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const [asking, setAsking] = useState<DecidePublication['state']>();
  const decide = useDecidePublication();
  const user = userName(pending.requestedBy);
  const audience = t(`visibility.audience.${pending.to}`, {
    project: model.projectTitle,
    department: model.departmentTitle,
  });
  const verb = verbs[asking ?? 'accepted'];
  return (
    <>
      <Alert
        role="status"
        status="info"
        icon
        title={t('visibility.pending.title', { user, audience })}
        description={
          <Flex direction="column" gap="2">
            {pending.note && <Text>{pending.note}</Text>}
            {!model.may.decide && (
              <Text color="secondary">
                {t('visibility.pending.waiting', { deciders: model.deciders.map(userName).join(', ') })}
              </Text>
            )}
            <Flex gap="2">
              {model.may.decide && (
                <>
                  <Button size="small" onPress={() => setAsking('accepted')}>
                    {t('visibility.pending.accept')}
                  </Button>
                  <Button size="small" variant="secondary" onPress={() => setAsking('declined')}>
                    {t('visibility.pending.decline')}
                  </Button>
                </>
              )}
              {model.may.withdraw && (
                <Button size="small" variant="secondary" onPress={() => setAsking('withdrawn')}>
                  {t('visibility.pending.withdraw')}
                </Button>
              )}
            </Flex>
          </Flex>
        }
      />
      <ConfirmDialog
        isOpen={asking !== undefined}
        onOpenChange={isOpen => {
          if (!isOpen) {
            setAsking(undefined);
            decide.reset();
          }
        }}
        title={t(`visibility.pending.${verb}Title`, { title: model.title })}
        effect={t(`visibility.pending.${verb}Effect`, { audience, user })}
        confirmLabel={t(`visibility.pending.${verb}`)}
        isPending={decide.isPending}
        error={decide.error}
        onConfirm={() =>
          asking &&
          decide.mutate(
            { model: model.model, publication: pending.id, etag: `"${model.version}"`, state: asking },
            { onSuccess: () => setAsking(undefined) },
          )
        }
      />
    </>
  );
}
