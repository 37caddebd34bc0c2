import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { Alert, Text } from '@backstage/ui';
import {
  AsyncContent,
  ClusterProblems,
  useProjectSecrets,
  withQueries,
  type ProjectSecret,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useModel } from '../entities';
import styles from '../Launch.module.css';
import { launchTranslationRef } from '../translation';
import { ChoiceField } from './ChoiceCards';
import { formOf, labelOf, type FieldProps } from './fieldProps';

/** Stands for no secret; no name of one, which has no colon. */
const NONE = ':none';

const schema = makeFieldSchema({
  output: z =>
    z
      .string()
      .describe(
        'Name of a Secret in the namespace of the project, not its value',
      ),
  uiOptions: z =>
    z.object({
      key: z
        .string()
        .optional()
        .describe('Key that the Secret must have; hf-token if left out'),
    }),
});

type Options = typeof schema.uiOptionsType;

/** Names of Secrets that have the key, each once, with the clusters that have it. */
export function secretsWith(
  secrets: readonly ProjectSecret[],
  key: string,
): { name: string; clusters: string[] }[] {
  const usable = secrets.filter(({ keys }) => keys.includes(key));
  return [...new Set(usable.map(({ name }) => name))].map(name => ({
    name,
    clusters: usable
      .filter(secret => secret.name === name)
      .map(({ cluster }) => cluster),
  }));
}

function Secrets(props: FieldProps<string, Options> & { project: string }) {
  const { t } = useTranslationRef(launchTranslationRef);
  const secrets = useProjectSecrets(props.project);
  const key = props.uiSchema?.['ui:options']?.key ?? 'hf-token';
  return (
    <AsyncContent query={secrets} source={t('secret.list')} rows={1}>
      {({ items, errors }) => {
        const usable = secretsWith(items, key);
        const isListed =
          !props.formData || usable.some(({ name }) => name === props.formData);
        return (
          <>
            <ClusterProblems errors={errors} />
            <ChoiceField
              {...labelOf(props)}
              isRequired={props.required}
              isDisabled={props.disabled || props.readonly}
              value={props.formData || NONE}
              onChange={name =>
                props.onChange(name === NONE ? undefined : name)
              }
              choices={[
                {
                  value: NONE,
                  title: t('secret.none'),
                  description: t('secret.noneText'),
                },
                ...usable.map(({ name, clusters }) => ({
                  value: name,
                  title: name,
                  description: t('secret.onClusters', {
                    clusters: clusters.join(', '),
                  }),
                })),
                ...(isListed
                  ? []
                  : [
                      {
                        value: props.formData!,
                        title: props.formData!,
                        description: t('secret.unlisted', { key }),
                      },
                    ]),
              ]}
            />
            {usable.length === 0 && (
              <Text color="secondary" variant="body-small">
                {t('secret.howTo', { key })}
              </Text>
            )}
          </>
        );
      }}
    </AsyncContent>
  );
}

const SecretPicker = withQueries((props: FieldProps<string, Options>) => {
  const { t } = useTranslationRef(launchTranslationRef);
  const form = formOf(props);
  const model = useModel(form.model);
  const needsOne = model?.spec.gated === true && !props.formData;
  return (
    <div className={styles.tight}>
      {form.project ? (
        <Secrets {...props} key={form.project} project={form.project} />
      ) : (
        <Text color="secondary" role="status">
          {t('secret.needsProject', { label: labelOf(props).label })}
        </Text>
      )}
      {needsOne && (
        <Alert
          status="warning"
          icon
          role="status"
          title={t('secret.gated', {
            model: model.metadata.title ?? model.metadata.name,
          })}
          description={t('secret.gatedText')}
        />
      )}
    </div>
  );
});

/** A Secret of the project, by name. */
export const secretPickerField = createFormField({
  name: 'SecretPicker',
  component: props => <SecretPicker {...props} />,
  schema,
});
