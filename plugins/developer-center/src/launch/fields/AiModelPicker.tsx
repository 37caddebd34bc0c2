import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import {
  isAiModelEntity,
  type AiWorkloadEntity,
} from '@silogen/backstage-plugin-developer-center-common';
import { withQueries } from '@silogen/backstage-plugin-resource-manager-react';
import { useWorkload } from '../entities';
import { launchTranslationRef } from '../translation';
import { EntityChoiceField } from './EntityChoiceField';
import { formOf, pickerLabelOf, type FieldProps } from './fieldProps';
import { validateEntityRef } from './validateEntityRef';

const schema = makeFieldSchema({
  output: z => z.string().describe('Entity ref of an AiModel'),
  uiOptions: z =>
    z.object({
      methods: z
        .boolean()
        .optional()
        .describe(
          'Only models that can be fine-tuned; so anyway where the workload does that',
        ),
      engines: z
        .boolean()
        .optional()
        .describe(
          'Only models that an engine serves; so anyway where the workload is inference',
        ),
    }),
});

type Options = typeof schema.uiOptionsType;

/** Models of the tasks that a workload takes, and for an engine those that it is known to serve. */
function takenBy({ category, consumes, engine }: AiWorkloadEntity['spec']) {
  const tasks = (consumes ?? []).flatMap(({ kind, task }) =>
    kind === 'AiModel' && task ? [task] : [],
  );
  return {
    ...(tasks.length > 0 && { 'spec.task': tasks }),
    ...(category === 'inference' &&
      engine && { 'spec.serving.engines': [engine] }),
  };
}

const AiModelPicker = withQueries((props: FieldProps<string, Options>) => {
  const { t } = useTranslationRef(launchTranslationRef);
  const workload = useWorkload(formOf(props).workload)?.spec;
  const category = workload?.category;
  const options = props.uiSchema?.['ui:options'];
  const having = [
    ...(options?.methods || category === 'fine-tuning'
      ? ['spec.fineTuning.methods']
      : []),
    ...(options?.engines || category === 'inference'
      ? ['spec.serving.engines']
      : []),
  ];
  return (
    <EntityChoiceField
      {...pickerLabelOf(props)}
      kind="AiModel"
      having={having}
      matching={workload && takenBy(workload)}
      what={t('entity.models')}
      value={props.formData}
      onChange={props.onChange}
      isRequired={props.required}
      isDisabled={props.disabled || props.readonly}
      factsOf={entity => {
        if (!isAiModelEntity(entity)) return undefined;
        const { provider, parameters, gated, fineTuning } = entity.spec;
        return [
          provider,
          parameters &&
            t('entity.billions', {
              billions: String(parameters.totalBillions),
            }),
          fineTuning?.methods.join(', '),
          gated && t('entity.gated'),
        ]
          .filter(Boolean)
          .join(' · ');
      }}
    />
  );
});

/** A model of the catalogue. */
export const aiModelPickerField = createFormField({
  name: 'AiModelPicker',
  component: props => <AiModelPicker {...props} />,
  schema,
  validation: validateEntityRef,
});
