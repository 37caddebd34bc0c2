import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { isAiDatasetEntity } from '@silogen/backstage-plugin-developer-center-common';
import { withQueries } from '@silogen/backstage-plugin-resource-manager-react';
import { formatBytes, formatCount } from '../../catalogue/format';
import { launchTranslationRef } from '../translation';
import { EntityChoiceField } from './EntityChoiceField';
import { pickerLabelOf, type FieldProps } from './fieldProps';
import { validateEntityRef } from './validateEntityRef';

const schema = makeFieldSchema({
  output: z => z.string().describe('Entity ref of an AiDataset'),
});

const AiDatasetPicker = withQueries((props: FieldProps<string>) => {
  const { t } = useTranslationRef(launchTranslationRef);
  return (
    <EntityChoiceField
      {...pickerLabelOf(props)}
      kind="AiDataset"
      having={[]}
      what={t('entity.datasets')}
      value={props.formData}
      onChange={props.onChange}
      isRequired={props.required}
      isDisabled={props.disabled || props.readonly}
      factsOf={entity => {
        if (!isAiDatasetEntity(entity)) return undefined;
        const { format, rows, bytes, licence, personalData } = entity.spec;
        return [
          format,
          rows !== undefined && t('entity.rows', { rows: formatCount(rows) }),
          bytes !== undefined && formatBytes(bytes),
          licence.name,
          personalData === 'yes' && t('entity.personalData'),
        ]
          .filter(Boolean)
          .join(' · ');
      }}
    />
  );
});

/** A dataset of the catalogue. */
export const aiDatasetPickerField = createFormField({
  name: 'AiDatasetPicker',
  component: props => <AiDatasetPicker {...props} />,
  schema,
  validation: validateEntityRef,
});
