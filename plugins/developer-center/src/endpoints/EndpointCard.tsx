import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Run } from '@silogen/backstage-plugin-resource-manager-common';
import {
  EntityLink,
  SimulatedLabel,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useEntityByRef } from '../launch/entities';
import { ServiceCard } from '../services/ServiceCard';
import { StopServiceButton } from '../services/StopServiceButton';
import { developerCenterTranslationRef } from '../translation';
import styles from './Endpoints.module.css';

function Model({ run }: { run: Run }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const entityRef = run.inputs?.model;
  const { data } = useEntityByRef(entityRef);
  if (entityRef && data !== null)
    return (
      <EntityLink entityRef={entityRef}>{data?.metadata.title}</EntityLink>
    );
  return <>{run.endpoint?.model ?? t('endpoints.unknownModel')}</>;
}

/** One endpoint that has not ended: what it serves, and where it answers. */
export function EndpointCard({ run }: { run: Run }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  return (
    <ServiceCard
      run={run}
      mark={
        run.simulated && (
          <div className={styles.mark}>
            <SimulatedLabel simulated />
          </div>
        )
      }
      facts={[
        { label: t('endpoints.model'), value: <Model run={run} /> },
        {
          label: t('endpoints.address'),
          value: run.endpoint ? (
            <code className={styles.address}>{run.endpoint.address}</code>
          ) : (
            t('endpoints.noAddress')
          ),
        },
      ]}
      actions={
        run.may.stop && (
          <StopServiceButton run={run} effect={t('endpoints.stopEffect')} />
        )
      }
    />
  );
}
