import type { RJSFSchema } from '@rjsf/utils';
import { readFormData, type LaunchFormData } from '../formData';

/** What the launch page tells the fields of its form; at `/create` there is only `formData`. */
export interface LaunchFormContext {
  formData?: unknown;
  /** The page draws the summary beside the form. */
  hasLaunchPanel?: boolean;
  onFormData?: (formData: Record<string, unknown>) => void;
}

/** What our fields take from the form; the scaffolder passes more. */
export interface FieldProps<TValue, TOptions extends object = {}> {
  name: string;
  schema: RJSFSchema;
  uiSchema?: {
    'ui:title'?: string;
    'ui:description'?: string;
    'ui:enumNames'?: string[];
    'ui:options'?: TOptions;
  };
  formData?: TValue;
  onChange: (value: TValue | undefined) => void;
  formContext?: LaunchFormContext;
  errorSchema?: unknown;
  required?: boolean;
  disabled: boolean;
  readonly: boolean;
}

/** Label and description as a template gives them. */
export function labelOf(
  props: Pick<FieldProps<unknown>, 'name' | 'schema' | 'uiSchema'>,
): {
  label: string;
  description: string | undefined;
} {
  const { schema, uiSchema, name } = props;
  return {
    label: uiSchema?.['ui:title'] ?? schema.title ?? name,
    description: uiSchema?.['ui:description'] ?? schema.description,
  };
}

/**
 * The label alone, for fields that explain themselves: a template's description there is for who fills in the raw value.
 * A template that wants a description anyway sets `ui:description`.
 */
export function pickerLabelOf(
  props: Pick<FieldProps<unknown>, 'name' | 'schema' | 'uiSchema'>,
): {
  label: string;
  description: string | undefined;
} {
  return {
    label: labelOf(props).label,
    description: props.uiSchema?.['ui:description'],
  };
}

/** The whole form, read as the forms that launch runs are. */
export function formOf(props: {
  formContext?: LaunchFormContext;
}): LaunchFormData {
  return readFormData(props.formContext?.formData);
}
