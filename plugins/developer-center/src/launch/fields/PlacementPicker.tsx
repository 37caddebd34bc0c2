import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { NumberField, Text } from '@backstage/ui';
import type { AiWorkloadEntity } from '@silogen/backstage-plugin-developer-center-common';
import {
  AsyncContent,
  ClusterProblems,
  EmptyState,
  useProjectCapacity,
  withQueries,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useEffect } from 'react';
import { useModel, useWorkload } from '../entities';
import { isRecord, readPlacement, type PlacementValue } from '../formData';
import styles from '../Launch.module.css';
import { gpuChoices, poolsFor, servingGpus } from '../placement';
import { launchTranslationRef } from '../translation';
import { ChoiceCards } from './ChoiceCards';
import { formOf, pickerLabelOf, type FieldProps } from './fieldProps';
import { PoolChoice } from './PoolChoice';

const schema = makeFieldSchema({
  output: z =>
    z.object({
      cluster: z.string().optional().describe('Left out, the portal picks'),
      pool: z.string().optional().describe('Left out, the portal picks'),
      gpus: z.number().int().min(0).optional(),
      priority: z.enum(['low', 'medium', 'high']).optional(),
    }),
});

const priorities = ['low', 'medium', 'high'] as const;

function GpuCountField(props: {
  workload: AiWorkloadEntity | undefined;
  schemaEnum?: readonly unknown[];
  value: number | undefined;
  onChange: (gpus: number | undefined) => void;
  isDisabled: boolean;
}) {
  const { t } = useTranslationRef(launchTranslationRef);
  const { value, workload } = props;
  if (workload?.spec.resources.gpus.max === 0) {
    return (
      <Text color="secondary" role="status">
        {t('placement.cpuOnly')}
      </Text>
    );
  }
  const counts = gpuChoices({ workload, schemaEnum: props.schemaEnum });
  if (counts) {
    return (
      <ChoiceCards
        label={t('placement.gpus')}
        isRequired
        isDisabled={props.isDisabled}
        value={value === undefined ? undefined : String(value)}
        onChange={count => props.onChange(Number(count))}
        choices={counts.map(count => ({
          value: String(count),
          title: t('placement.gpuCount', { count }),
        }))}
      />
    );
  }
  const range = workload?.spec.resources.gpus;
  return (
    <NumberField
      label={t('placement.gpus')}
      description={
        range &&
        t('placement.gpuRange', {
          min: String(range.min),
          max: String(range.max),
        })
      }
      isRequired
      validationBehavior="aria"
      isDisabled={props.isDisabled}
      minValue={range?.min ?? 0}
      maxValue={range?.max}
      value={value ?? Number.NaN}
      onChange={count =>
        props.onChange(Number.isNaN(count) ? undefined : count)
      }
    />
  );
}

function Pools(props: {
  project: string;
  workload: AiWorkloadEntity | undefined;
  value: PlacementValue;
  onChange: (pool: { cluster: string; pool: string } | undefined) => void;
  isDisabled: boolean;
}) {
  const { t } = useTranslationRef(launchTranslationRef);
  const capacity = useProjectCapacity(props.project);
  return (
    <AsyncContent
      query={capacity}
      source={t('project.room')}
      isEmpty={({ pools }) => poolsFor(pools, props.workload).length === 0}
      empty={
        <EmptyState
          title={t('placement.noPool')}
          text={t('placement.noPoolText')}
        />
      }
    >
      {({ pools, errors }) => (
        <>
          <ClusterProblems errors={errors} />
          <PoolChoice
            pools={poolsFor(pools, props.workload)}
            gpus={props.value.gpus ?? 0}
            chosen={props.value}
            onChange={props.onChange}
            isDisabled={props.isDisabled}
          />
        </>
      )}
    </AsyncContent>
  );
}

/** Messages about parts of the placement; the form draws only those about the whole. */
function partErrors(errorSchema: unknown): string[] {
  return Object.entries(isRecord(errorSchema) ? errorSchema : {}).flatMap(
    ([part, errors]) => {
      const messages = isRecord(errors) ? errors.__errors : undefined;
      return Array.isArray(messages)
        ? messages.map(message => `${part} ${message}`)
        : [];
    },
  );
}

const PlacementPicker = withQueries((props: FieldProps<PlacementValue>) => {
  const { t } = useTranslationRef(launchTranslationRef);
  const form = formOf(props);
  const workload = useWorkload(form.workload);
  const value = readPlacement(props.formData);
  const isDisabled = props.disabled || props.readonly;
  const { label, description } = pickerLabelOf(props);
  const gpuSchema = props.schema.properties?.gpus;
  const model = useModel(form.model);
  const needed = servingGpus(workload, model);
  // Keys without a value must go: the form's schema takes no empty ones.
  const change = (next: PlacementValue) =>
    props.onChange(JSON.parse(JSON.stringify({ ...value, ...next })));
  const isNewModel = form.model !== undefined && form.model !== value.gpusOf;
  useEffect(() => {
    // Once a model: a number that is chosen afterwards stays.
    if (needed !== undefined && isNewModel)
      change({ gpus: needed, gpusOf: form.model });
  });
  return (
    <div role="group" aria-label={label} className={styles.stack}>
      <GpuCountField
        workload={workload}
        schemaEnum={typeof gpuSchema === 'object' ? gpuSchema.enum : undefined}
        value={value.gpus}
        onChange={gpus => change({ gpus })}
        isDisabled={isDisabled}
      />
      {needed !== undefined && model && (
        <Text color="secondary" variant="body-small">
          {t('placement.needed', {
            model: model.metadata.title ?? model.metadata.name,
            count: needed,
          })}
        </Text>
      )}
      {form.project ? (
        <Pools
          // Another project's numbers must not stand in for this one's.
          key={form.project}
          project={form.project}
          workload={workload}
          value={value}
          onChange={pool =>
            change({ cluster: pool?.cluster, pool: pool?.pool })
          }
          isDisabled={isDisabled}
        />
      ) : (
        <Text color="secondary" role="status">
          {t('placement.needsProject')}
        </Text>
      )}
      <ChoiceCards
        label={t('placement.priority')}
        description={t('placement.priorityText')}
        isDisabled={isDisabled}
        value={value.priority}
        onChange={priority =>
          change({ priority: priorities.find(one => one === priority) })
        }
        choices={priorities.map(priority => ({
          value: priority,
          title: t(`placement.priorities.${priority}`),
          description: t(`placement.priorityTexts.${priority}`),
        }))}
      />
      {description && <span className={styles.secondary}>{description}</span>}
      {partErrors(props.errorSchema).map(message => (
        <span key={message} role="alert" className={styles.error}>
          {message}
        </span>
      ))}
    </div>
  );
});

/** Cluster, pool, number of GPUs and priority. */
export const placementPickerField = createFormField({
  name: 'PlacementPicker',
  component: props => <PlacementPicker {...props} />,
  schema,
  validation: (value, field) => {
    const { cluster, pool } = readPlacement(value);
    if (pool && !cluster)
      field.addError(
        'names a pool without its cluster. Choose the pool again.',
      );
  },
});
