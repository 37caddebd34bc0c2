import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { Project } from '@silogen/backstage-plugin-resource-manager-common';
import {
  paths,
  ProjectLink,
} from '@silogen/backstage-plugin-resource-manager-react';
import styles from '../shared/shared.module.css';
import { resourceManagerTranslationRef } from '../translation';
import { ProjectStateChip } from './ProjectStateChip';

const ACTIVE = ['submitting', 'admitted', 'starting', 'running'];

/** Projects with what runs and waits in them. */
export function ProjectsTable(props: { projects: readonly Project[] }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('projects.column.project')}</th>
            <th scope="col">{t('projects.column.department')}</th>
            <th scope="col">{t('projects.column.state')}</th>
            <th scope="col">{t('projects.column.myRole')}</th>
            <th scope="col" className={styles.number}>
              {t('projects.column.active')}
            </th>
            <th scope="col" className={styles.number}>
              {t('projects.column.waiting')}
            </th>
          </tr>
        </thead>
        <tbody>
          {props.projects.map(project => (
            <tr key={project.name}>
              <th scope="row">
                <div className={styles.tight}>
                  <ProjectLink project={project.name} title={project.title} />
                  <span className={styles.mono}>{project.name}</span>
                </div>
              </th>
              <td>{project.departmentTitle ?? project.department}</td>
              <td>
                <ProjectStateChip
                  state={project.state}
                  message={
                    project.clusters.find(({ message }) => message)?.message
                  }
                />
              </td>
              <td>
                {project.myRole ? t(`projects.role.${project.myRole}`) : ''}
              </td>
              <td className={styles.number}>
                <Link
                  href={paths.runs({ project: project.name, state: ACTIVE })}
                >
                  {String(project.activeRuns)}
                </Link>
              </td>
              <td className={styles.number}>
                <Link
                  href={paths.runs({ project: project.name, state: 'waiting' })}
                >
                  {String(project.waitingRuns)}
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
