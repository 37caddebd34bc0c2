import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiErrorWarningLine,
} from '@remixicon/react';
import {
  estimateGpuMemory,
  gpuModelOf,
  memoryFitOf,
  type GpuModel,
  type MemoryEstimate,
  type AiModelEntity,
  type AiWorkloadEntity,
} from '@silogen/backstage-plugin-developer-center-common';
import type { PreviewRunRequest } from '@silogen/backstage-plugin-resource-manager-common';
import {
  formatNumber,
  SegmentedBar,
  StatusChip,
  useProjectCapacity,
} from '@silogen/backstage-plugin-resource-manager-react';
import styles from '../Launch.module.css';
import { memoryUseOf } from '../memoryUse';
import { poolsFor } from '../placement';
import { launchTranslationRef } from '../translation';

const LOOKS = {
  fits: { tone: 'positive', Icon: RiCheckboxCircleLine },
  tight: { tone: 'warning', Icon: RiErrorWarningLine },
  'too-large': { tone: 'negative', Icon: RiCloseCircleLine },
} as const;

/** Whole GiB: the estimate carries no more. */
function gib(amount: number): string {
  return formatNumber(Math.max(1, Math.round(amount)));
}

function ModelBar(props: { gpu: GpuModel; estimate: MemoryEstimate }) {
  const { t } = useTranslationRef(launchTranslationRef);
  const { gpu, estimate } = props;
  const fit = memoryFitOf(estimate, gpu);
  const { tone, Icon } = LOOKS[fit];
  const needed = Math.max(1, Math.round(estimate.perGpuGiB));
  return (
    <div className={styles.tight}>
      <span>
        {gpu.title}{' '}
        <StatusChip
          tone={tone}
          icon={<Icon size={16} aria-hidden />}
          label={t(`memory.${fit}`)}
        />
      </span>
      <SegmentedBar
        label={t('memory.onOne', { gpu: gpu.title })}
        total={gpu.deviceMemoryGiB}
        segments={[
          {
            label: t('memory.needed'),
            value: needed,
            tone: fit === 'fits' ? 'accent' : tone,
          },
          {
            label: t('memory.left'),
            value: Math.max(0, gpu.deviceMemoryGiB - needed),
            tone: 'neutral',
          },
        ]}
      />
    </div>
  );
}

/** Estimated memory of one GPU against each GPU model that the project can use. Nothing where no formula is known. */
export function MemoryFit(props: {
  project: string;
  workload: AiWorkloadEntity;
  model: AiModelEntity;
  request: PreviewRunRequest;
}) {
  const { t } = useTranslationRef(launchTranslationRef);
  const { project, workload, model, request } = props;
  const capacity = useProjectCapacity(project);
  const use = memoryUseOf({ workload, model, request });
  if (!use) return null;
  const { parameters, architecture } = model.spec;
  if (!parameters) {
    return (
      <Text color="secondary">
        {t('memory.unknown', {
          model: model.metadata.title ?? model.metadata.name,
        })}
      </Text>
    );
  }
  const estimate = estimateGpuMemory({ parameters, architecture }, use);
  const names = poolsFor(capacity.data?.pools ?? [], workload).flatMap(pool =>
    pool.gpuModel ? [pool.gpuModel] : [],
  );
  const gpus = [...new Set(names)].flatMap(name => gpuModelOf(name) ?? []);
  if (gpus.length === 0) return null;
  const parts = estimate.parts.map(part =>
    t('memory.part', {
      part: t(`memory.parts.${part.name}`),
      gib: gib(part.gib),
    }),
  );
  return (
    <section className={styles.tight}>
      <Text as="h3" variant="title-x-small">
        {t('memory.title')}
      </Text>
      {gpus.map(gpu => (
        <ModelBar key={gpu.id} gpu={gpu} estimate={estimate} />
      ))}
      <Text color="secondary" variant="body-small">
        {t(estimate.unknown.length > 0 ? 'memory.atLeast' : 'memory.about', {
          gib: gib(estimate.perGpuGiB),
          parts: parts.join(', '),
          unknown: estimate.unknown
            .map(name => t(`memory.parts.${name}`))
            .join(', '),
        })}
      </Text>
    </section>
  );
}
