import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { ChoiceField, type Choice } from './ChoiceCards';
import { labelOf, type FieldProps } from './fieldProps';

const schema = makeFieldSchema({
  output: z => z.union([z.string(), z.number(), z.boolean()]),
  uiOptions: z =>
    z.object({
      cards: z
        .array(
          z.object({
            value: z.union([z.string(), z.number()]),
            title: z.string(),
            description: z.string().optional(),
          }),
        )
        .optional()
        .describe('Title and description of each value'),
      descriptions: z
        .record(z.string())
        .optional()
        .describe('Descriptions by value, beside enumNames as titles'),
    }),
});

type Value = typeof schema.TOutput;
type Options = typeof schema.uiOptionsType;

/** The choices that a template declares, in its order. */
export function choicesOf(props: {
  values: readonly unknown[];
  names?: readonly string[];
  options: Options;
}): Choice[] {
  return props.values.map((value, index) => {
    const key = String(value);
    const card = props.options.cards?.find(one => String(one.value) === key);
    return {
      value: key,
      title: card?.title ?? props.names?.[index] ?? key,
      description: card?.description ?? props.options.descriptions?.[key],
    };
  });
}

function OptionCards(props: FieldProps<Value, Options>) {
  const { schema: property, uiSchema } = props;
  const values = property.enum ?? [];
  // Not part of JSON Schema, but what forms have always taken for titles.
  const { enumNames } = property as { enumNames?: string[] };
  return (
    <ChoiceField
      {...labelOf(props)}
      isRequired={props.required}
      isDisabled={props.disabled || props.readonly}
      choices={choicesOf({
        values,
        names: uiSchema?.['ui:enumNames'] ?? enumNames,
        options: uiSchema?.['ui:options'] ?? {},
      })}
      value={props.formData === undefined ? undefined : String(props.formData)}
      onChange={key =>
        props.onChange(
          values.find(value => String(value) === key) as Value | undefined,
        )
      }
    />
  );
}

/** An enum as cards. */
export const optionCardsField = createFormField({
  name: 'OptionCards',
  component: OptionCards,
  schema,
});
