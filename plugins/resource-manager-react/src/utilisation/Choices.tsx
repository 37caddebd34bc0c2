import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import type { UtilisationQuery } from '@silogen/backstage-plugin-resource-manager-common';
import { resourceManagerReactTranslationRef } from '../translation';

export type UtilisationRange = NonNullable<UtilisationQuery['range']>;
export type UtilisationBy = NonNullable<UtilisationQuery['by']>;

const RANGES: readonly UtilisationRange[] = ['1h', '24h', '7d', '14d'];
const WAYS: readonly UtilisationBy[] = ['department', 'project', 'pool'];

function Choice<T extends string>(props: {
  label: string;
  options: readonly { id: T; text: string }[];
  value: T;
  onChange: (value: T) => void;
}) {
  return (
    <ToggleButtonGroup
      aria-label={props.label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[props.value]}
      onSelectionChange={keys => {
        const chosen = props.options.find(({ id }) => keys.has(id));
        if (chosen) {
          props.onChange(chosen.id);
        }
      }}
    >
      {props.options.map(({ id, text }) => (
        <ToggleButton key={id} id={id} size="small">
          {text}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

/** How far back charts go. */
export function RangePicker(props: {
  value: UtilisationRange;
  onChange: (range: UtilisationRange) => void;
}) {
  const { t } = useTranslationRef(resourceManagerReactTranslationRef);
  return (
    <Choice
      {...props}
      label={t('utilisation.range.label')}
      options={RANGES.map(id => ({ id, text: t(`utilisation.range.${id}`) }))}
    />
  );
}

/** What the rows are. */
export function UtilisationByPicker(props: {
  value: UtilisationBy;
  onChange: (by: UtilisationBy) => void;
}) {
  const { t } = useTranslationRef(resourceManagerReactTranslationRef);
  return (
    <Choice
      {...props}
      label={t('utilisation.by.label')}
      options={WAYS.map(id => ({ id, text: t(`utilisation.by.${id}`) }))}
    />
  );
}
