import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import {
  AsyncContent,
  ClusterProblems,
  EmptyState,
  QuotaBar,
  useProjectCapacity,
  useProjects,
  withQueries,
} from '@silogen/backstage-plugin-resource-manager-react';
import styles from '../Launch.module.css';
import { roomOf } from '../placement';
import { launchTranslationRef } from '../translation';
import { ChoiceField } from './ChoiceCards';
import { pickerLabelOf, type FieldProps } from './fieldProps';

/** People are members of few projects; the API gives at most so many at once. */
const MOST_PROJECTS = 500;

const schema = makeFieldSchema({
  output: z =>
    z.string().describe('Name of a project in which the user may launch'),
});

/** What the chosen project has in each pool. */
function ProjectRoom({ project }: { project: string }) {
  const { t } = useTranslationRef(launchTranslationRef);
  const capacity = useProjectCapacity(project);
  return (
    <AsyncContent query={capacity} source={t('project.room')} rows={2}>
      {({ pools, errors }) => (
        <>
          <ClusterProblems errors={errors} />
          {pools
            .filter(({ access }) => access !== 'none')
            .map(pool => {
              const { freeGuaranteed, borrowable } = roomOf(pool);
              return (
                <div
                  key={`${pool.cluster}/${pool.pool}`}
                  className={styles.tight}
                >
                  <span>
                    {t('placement.poolIn', {
                      pool: pool.poolTitle,
                      cluster: pool.clusterTitle,
                    })}{' '}
                    <span className={styles.secondary}>
                      {t('placement.free', {
                        guaranteed: String(freeGuaranteed),
                        borrowable: String(borrowable),
                      })}
                    </span>
                  </span>
                  <QuotaBar
                    label={pool.poolTitle}
                    resource={pool.resource}
                    guaranteed={pool.guaranteed}
                    used={pool.used}
                    borrowed={pool.borrowed}
                  />
                </div>
              );
            })}
        </>
      )}
    </AsyncContent>
  );
}

const ProjectPicker = withQueries((props: FieldProps<string>) => {
  const { t } = useTranslationRef(launchTranslationRef);
  const projects = useProjects({ mine: true, limit: MOST_PROJECTS });
  return (
    <AsyncContent
      query={projects}
      source={t('project.list')}
      isEmpty={({ items }) => items.length === 0}
      empty={
        <EmptyState title={t('project.none')} text={t('project.noneText')} />
      }
    >
      {({ items }) => (
        <>
          <ChoiceField
            {...pickerLabelOf(props)}
            isRequired={props.required}
            isDisabled={props.disabled || props.readonly}
            value={props.formData || undefined}
            onChange={props.onChange}
            choices={items.map(project => ({
              value: project.name,
              title: project.title,
              description: [
                project.departmentTitle ?? project.department,
                t('project.active', { count: project.activeRuns }),
              ].join(' · '),
            }))}
          />
          {props.formData &&
            !items.some(({ name }) => name === props.formData) && (
              <p role="alert" className={styles.error}>
                {t('project.notMine', { project: props.formData })}
              </p>
            )}
          {props.formData &&
            items.some(({ name }) => name === props.formData) && (
              <ProjectRoom key={props.formData} project={props.formData} />
            )}
        </>
      )}
    </AsyncContent>
  );
});

/** A project that pays with its quota. */
export const projectPickerField = createFormField({
  name: 'ProjectPicker',
  component: props => <ProjectPicker {...props} />,
  schema,
});
