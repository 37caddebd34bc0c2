import { useApi } from '@backstage/frontend-plugin-api';
import {
  SecretsContextProvider,
  useTemplateSecrets,
  type FieldExtensionOptions,
  type FormProps,
} from '@backstage/plugin-scaffolder-react';
import {
  formFieldsApiRef,
  Stepper,
  useFilteredSchemaProperties,
  useTemplateParameterSchema,
} from '@backstage/plugin-scaffolder-react/alpha';
import type { JsonValue } from '@backstage/types';
import { useQuery } from '@tanstack/react-query';
import { AsyncContent } from '@silogen/backstage-plugin-resource-manager-react';
import { useMemo } from 'react';
import type { LaunchFormContext } from './fields/fieldProps';
import { ReviewStep } from './ReviewStep';
import { StepLayout } from './StepLayout';

/** Everything that depends on alpha parts of the scaffolder is in this file. */
interface TemplateFormProps {
  templateRef: string;
  /** What is said when the form cannot be loaded. */
  source: string;
  /** Must stay the same function: the form reports through it on every change. */
  onFormData: (formData: Record<string, unknown>) => void;
  onLaunch: (request: {
    values: Record<string, JsonValue>;
    secrets: Record<string, string>;
  }) => Promise<void>;
}

/** Every form field of the portal, ours and others'. */
function useFormFields() {
  const formFields = useApi(formFieldsApiRef);
  return useQuery({
    queryKey: ['developer-center', 'form-fields'],
    // The API's type hides it, but what it gives is what a form takes.
    queryFn: async () =>
      (await formFields.loadFormFields()) as unknown as FieldExtensionOptions[],
    staleTime: Infinity,
  });
}

function Form(
  props: TemplateFormProps & { extensions: FieldExtensionOptions[] },
) {
  const { extensions, onFormData, onLaunch } = props;
  const { manifest, loading, error } = useTemplateParameterSchema(
    props.templateRef,
  );
  const shown = useFilteredSchemaProperties(manifest);
  const { secrets } = useTemplateSecrets();
  const formProps = useMemo((): FormProps => {
    const formContext: LaunchFormContext = { hasLaunchPanel: true, onFormData };
    return {
      EXPERIMENTAL_theme: 'bui',
      formContext,
      noHtml5Validate: true,
      uiSchema: { 'ui:ObjectFieldTemplate': StepLayout },
    };
  }, [onFormData]);
  return (
    <AsyncContent
      query={{ data: shown, error: error ?? null, isPending: loading }}
      source={props.source}
    >
      {template => (
        <Stepper
          manifest={template}
          extensions={extensions}
          formProps={formProps}
          components={{ ReviewStepComponent: ReviewStep }}
          onCreate={values => onLaunch({ values, secrets })}
        />
      )}
    </AsyncContent>
  );
}

/** The form of a template, filled from the `formData` of the address, with our review at its end. */
export function TemplateForm(props: TemplateFormProps) {
  const fields = useFormFields();
  return (
    <SecretsContextProvider>
      <AsyncContent query={fields} source={props.source}>
        {extensions => <Form {...props} extensions={extensions} />}
      </AsyncContent>
    </SecretsContextProvider>
  );
}
