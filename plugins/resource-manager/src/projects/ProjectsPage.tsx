import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Select } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import {
  AsyncContent,
  EmptyState,
  FreshnessNote,
  PageBody,
  PageHeader,
  useDepartments,
  useMe,
  useProjects,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useState } from 'react';
import { FilterSearch } from '../shared/FilterSearch';
import { Pager } from '../shared/Pager';
import styles from '../shared/shared.module.css';
import { useCursorPages } from '../shared/useCursorPages';
import { useSearchState } from '../shared/useSearchState';
import { resourceManagerTranslationRef } from '../translation';
import { DepartmentsSheet } from './DepartmentsSheet';
import { ProjectSheet } from './ProjectSheet';
import { ProjectsTable } from './ProjectsTable';

const PAGE_SIZE = 50;
const ALL = '';

/** The projects that the user may see. */
export function ProjectsPage() {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const [filter, setFilter] = useSearchState(['q', 'department'] as const);
  const pages = useCursorPages({ question: JSON.stringify(filter) });
  const projects = useProjects({
    ...filter,
    cursor: pages.cursor,
    limit: PAGE_SIZE,
  });
  const departments = useDepartments().data?.items ?? [];
  const mayManage = useMe().data?.may.manageOrganisation ?? false;
  const [isCreating, setCreating] = useState(false);
  const [isManaging, setManaging] = useState(false);
  const isFiltered = Object.keys(filter).length > 0;
  const create = mayManage ? (
    <Button
      variant="primary"
      iconStart={<RiAddLine />}
      onPress={() => setCreating(true)}
    >
      {t('projects.new')}
    </Button>
  ) : undefined;
  const clear = (
    <Button
      variant="secondary"
      onPress={() => setFilter({ q: undefined, department: undefined })}
    >
      {t('projects.clearFilter')}
    </Button>
  );

  return (
    <PageBody>
      <PageHeader
        title={t('projects.title')}
        description={t('projects.description')}
        freshness={
          projects.data && <FreshnessNote observedAt={projects.dataUpdatedAt} />
        }
        primaryAction={
          mayManage && (
            <Flex gap="2">
              <Button variant="secondary" onPress={() => setManaging(true)}>
                {t('departments.manage')}
              </Button>
              {create}
            </Flex>
          )
        }
      />
      <div className={styles.filters}>
        <FilterSearch
          label={t('projects.search')}
          value={filter.q}
          onChange={q => setFilter({ q })}
        />
        <Select
          aria-label={t('projects.department')}
          size="small"
          options={[
            { id: ALL, label: t('projects.allDepartments') },
            ...departments.map(({ name, title }) => ({
              id: name,
              label: title,
            })),
          ]}
          value={filter.department ?? ALL}
          onChange={key => setFilter({ department: String(key) || undefined })}
        />
      </div>
      <AsyncContent
        query={projects}
        source={t('projects.source')}
        isEmpty={data => data.items.length === 0}
        empty={
          <EmptyState
            title={t(isFiltered ? 'projects.noMatch' : 'projects.empty')}
            text={t(isFiltered ? 'projects.noMatchText' : 'projects.emptyText')}
            action={isFiltered ? clear : create}
          />
        }
      >
        {data => (
          <>
            <ProjectsTable projects={data.items} />
            <Pager
              totalItems={data.totalItems}
              shown={data.items.length}
              nextCursor={data.nextCursor}
              hasPrevious={pages.hasPrevious}
              onNext={pages.next}
              onPrevious={pages.previous}
            />
          </>
        )}
      </AsyncContent>
      <ProjectSheet isOpen={isCreating} onClose={() => setCreating(false)} />
      <DepartmentsSheet
        isOpen={isManaging}
        onClose={() => setManaging(false)}
      />
    </PageBody>
  );
}
