import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { RunPreview } from '@silogen/backstage-plugin-resource-manager-common';
import {
  AsyncContent,
  KeyValue,
} from '@silogen/backstage-plugin-resource-manager-react';
import styles from '../Launch.module.css';
import { launchTranslationRef } from '../translation';
import { useModel } from '../entities';
import { FitBars } from './FitBars';
import { MemoryFit } from './MemoryFit';
import { Problems } from './Problems';
import { useLaunchPreview } from './useLaunchPreview';
import { VerdictNote } from './VerdictNote';

/** `KaiwoJob, 2 × ConfigMap`. */
export function kindsOf(objects: RunPreview['objects']): string {
  const counts = new Map<string, number>();
  for (const { kind } of objects) {
    counts.set(String(kind), (counts.get(String(kind)) ?? 0) + 1);
  }
  return [...counts]
    .map(([kind, count]) => (count === 1 ? kind : `${count} × ${kind}`))
    .join(', ');
}

function Facts(props: {
  preview: RunPreview | undefined;
  gpus: number | undefined;
  workloadTitle: string | undefined;
}) {
  const { t } = useTranslationRef(launchTranslationRef);
  const { preview, gpus } = props;
  const place = preview?.placement;
  return (
    <KeyValue
      items={[
        { label: t('summary.workload'), value: props.workloadTitle },
        {
          label: t('summary.gpus'),
          value: gpus === undefined ? undefined : String(gpus),
        },
        {
          label: t('summary.objects'),
          value:
            preview && preview.objects.length > 0
              ? kindsOf(preview.objects)
              : undefined,
        },
        {
          label: t('summary.place'),
          value: place && (
            <>
              {t('placement.poolIn', {
                pool: place.poolTitle ?? place.pool,
                cluster: place.clusterTitle ?? place.cluster,
              })}
              <br />
              <span className={styles.secondary}>{place.reason}</span>
            </>
          ),
        },
      ]}
    />
  );
}

/** What the launch would do, following the form: place, verdict, room, problems. Never a guess shown as an answer. */
export function SummaryPanel({ formData }: { formData: unknown }) {
  const { t } = useTranslationRef(launchTranslationRef);
  const { form, workload, request, preview, isAskable } =
    useLaunchPreview(formData);
  const model = useModel(form.model);
  return (
    <div className={styles.stack}>
      <Text as="h2" variant="title-x-small">
        {t('summary.title')}
      </Text>
      {isAskable ? (
        <AsyncContent query={preview} source={t('summary.source')}>
          {answer => (
            <>
              {answer.verdict && (
                <VerdictNote
                  verdict={answer.verdict}
                  interruption={workload?.spec.interruption}
                />
              )}
              <Facts
                preview={answer}
                gpus={form.placement.gpus}
                workloadTitle={workload?.metadata.title}
              />
              <Problems preview={answer} request={request} />
            </>
          )}
        </AsyncContent>
      ) : (
        <>
          <Facts
            preview={undefined}
            gpus={form.placement.gpus}
            workloadTitle={workload?.metadata.title}
          />
          <Text color="secondary" role="status">
            {t('summary.needsProject')}
          </Text>
        </>
      )}
      {form.project && (form.placement.gpus ?? 0) > 0 && (
        <FitBars
          key={form.project}
          project={form.project}
          workload={workload}
          gpus={form.placement.gpus ?? 0}
          chosen={form.placement}
        />
      )}
      {form.project && workload && model && (
        <MemoryFit
          project={form.project}
          workload={workload}
          model={model}
          request={request}
        />
      )}
    </div>
  );
}
