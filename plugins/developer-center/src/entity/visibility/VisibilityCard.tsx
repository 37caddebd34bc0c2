import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Button, Flex, Text } from '@backstage/ui';
import type { ModelVisibility } from '@silogen/backstage-plugin-resource-manager-common';
import { AsyncContent, TimeAgo, withQueries } from '@silogen/backstage-plugin-resource-manager-react';
import { useState } from 'react';
import { developerCenterTranslationRef } from '../../translation';
import { PendingRequest } from './PendingRequest';
import { PublishDialog } from './PublishDialog';
import { userName } from './userName';
import { useTunedModel } from './useTunedModel';

function History({ history }: Pick<ModelVisibility, 'history'>) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  if (history.length === 0) return null;
  return (
    <details>
      <summary>{t('visibility.history.title')}</summary>
      <ul>
        {history.map(({ id, state, from, to, requestedBy, requestedAt, decidedBy, decidedAt }) => (
          <li key={id}>
            {state !== 'pending' &&
              t(`visibility.history.${state}`, {
                from: t(`visibility.level.${from}`),
                to: t(`visibility.level.${to}`),
                user: userName(requestedBy),
                by: userName(decidedBy ?? requestedBy),
              })}{' '}
            <TimeAgo at={decidedAt ?? requestedAt} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Content({ model }: { model: ModelVisibility }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const [isOpen, setOpen] = useState(false);
  const { may, pending, deciders } = model;
  const canChange = may.publish || may.request;
  const directly = model.visibility === 'project' ? 'visibility.publish' : 'visibility.change';
  return (
    <Flex direction="column" gap="3">
      <Text>
        {t(`visibility.now.${model.visibility}`, {
          project: model.projectTitle,
          department: model.departmentTitle,
        })}
      </Text>
      {pending && <PendingRequest model={model} pending={pending} />}
      {canChange && (
        <div>
          <Button variant="secondary" onPress={() => setOpen(true)}>
            {t(may.publish ? directly : 'visibility.ask')}
          </Button>
        </div>
      )}
      {!canChange && !pending && (
        <Text color="secondary">{t(deciders.length > 0 ? 'visibility.readOnly' : 'visibility.noDecider')}</Text>
      )}
      <History history={model.history} />
      {isOpen && <PublishDialog model={model} isOpen onClose={() => setOpen(false)} />}
    </Flex>
  );
}

/** Who sees a model that a run made, and how to change that; for those who may see the run. */
export const VisibilityCard = withQueries(() => {
  const { entity } = useEntity();
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const model = useTunedModel(entity);
  if (!model.isFetched && !model.isFetching) return null;
  return (
    <EntityInfoCard title={t('visibility.title')}>
      <AsyncContent query={model} source={t('visibility.source')}>
        {data => <Content model={data} />}
      </AsyncContent>
    </EntityInfoCard>
  );
});
