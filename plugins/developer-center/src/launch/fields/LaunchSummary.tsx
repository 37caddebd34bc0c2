import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { withQueries } from '@silogen/backstage-plugin-resource-manager-react';
import styles from '../Launch.module.css';
import { SummaryPanel } from '../summary/SummaryPanel';
import type { FieldProps, LaunchFormContext } from './fieldProps';

const schema = makeFieldSchema({ output: z => z.null() });

const LaunchSummary = withQueries((props: FieldProps<null>) => {
  const { hasLaunchPanel, formData }: LaunchFormContext =
    props.formContext ?? {};
  // The launch page has it beside the form, in every step.
  if (hasLaunchPanel) return null;
  return (
    <div className={styles.inlinePanel}>
      <SummaryPanel formData={formData} />
    </div>
  );
});

/** What the launch would do, while the form is being filled. Has no value. */
export const launchSummaryField = createFormField({
  name: 'LaunchSummary',
  component: props => <LaunchSummary {...props} />,
  schema,
});
