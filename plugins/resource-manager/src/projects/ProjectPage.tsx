import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { Project } from '@silogen/backstage-plugin-resource-manager-common';
import {
  AsyncContent,
  FreshnessNote,
  KeyValue,
  PageBody,
  PageHeader,
  paths,
  TimeAgo,
  useMe,
  useProject,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useParams } from 'react-router-dom';
import { Section } from '../shared/Section';
import styles from '../shared/shared.module.css';
import { resourceManagerTranslationRef } from '../translation';
import { ProjectActions } from './ProjectActions';
import { ProjectCapacityPanel } from './ProjectCapacityPanel';
import { ProjectClusters } from './ProjectClusters';
import { ProjectMembers } from './ProjectMembers';
import { ProjectStateChip } from './ProjectStateChip';

const ACTIVE = ['submitting', 'admitted', 'starting', 'running'];

function Facts(props: { project: Project }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { project } = props;
  return (
    <Section title={t('projects.facts')}>
      <KeyValue
        items={[
          {
            label: t('projects.name'),
            value: <span className={styles.mono}>{project.name}</span>,
          },
          {
            label: t('projects.department'),
            value: (
              <Link href={paths.projects({ department: project.department })}>
                {project.departmentTitle ?? project.department}
              </Link>
            ),
          },
          {
            label: t('projects.column.active'),
            value: (
              <Link href={paths.runs({ project: project.name, state: ACTIVE })}>
                {String(project.activeRuns)}
              </Link>
            ),
          },
          {
            label: t('projects.column.waiting'),
            value: (
              <Link
                href={paths.runs({ project: project.name, state: 'waiting' })}
              >
                {String(project.waitingRuns)}
              </Link>
            ),
          },
          {
            label: t('projects.column.myRole'),
            value: project.myRole
              ? t(`projects.role.${project.myRole}`)
              : t('projects.notMember'),
          },
          {
            label: t('projects.created'),
            value: <TimeAgo at={project.createdAt} />,
          },
        ]}
      />
    </Section>
  );
}

/** One project: what it has, who is in it, how it stands on the clusters. */
export function ProjectPage() {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { project: name = '' } = useParams();
  const query = useProject(name);
  const may = useMe().data?.may;
  const project = query.data;
  return (
    <PageBody>
      <PageHeader
        parent={{ title: t('projects.title'), href: paths.projects() }}
        title={project?.title ?? name}
        description={project?.description}
        status={project && <ProjectStateChip state={project.state} />}
        freshness={
          project && <FreshnessNote observedAt={query.dataUpdatedAt} />
        }
        primaryAction={
          project &&
          may?.manageOrganisation && <ProjectActions project={project} />
        }
      />
      <AsyncContent query={query} source={t('projects.oneSource', { name })}>
        {data => (
          <div className={styles.sections}>
            <ProjectCapacityPanel
              project={data.name}
              mayEdit={may?.manageQuotas ?? false}
            />
            <div className={styles.columns}>
              <ProjectMembers
                project={data}
                mayEdit={may?.manageOrganisation ?? false}
              />
              <div className={styles.stack}>
                <Facts project={data} />
                <ProjectClusters project={data} />
              </div>
            </div>
          </div>
        )}
      </AsyncContent>
    </PageBody>
  );
}
