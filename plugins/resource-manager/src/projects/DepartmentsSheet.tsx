import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, VisuallyHidden } from '@backstage/ui';
import type { Department } from '@silogen/backstage-plugin-resource-manager-common';
import {
  AsyncContent,
  ConfirmDialog,
  EmptyState,
  etagOf,
  Sheet,
  useDeleteDepartment,
  useDepartments,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useState } from 'react';
import styles from '../shared/shared.module.css';
import { resourceManagerTranslationRef } from '../translation';
import { DepartmentForm } from './DepartmentForm';

function Row(props: {
  department: Department;
  parentTitle?: string;
  onEdit: () => void;
  onDelete: () => void;
}) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { department } = props;
  return (
    <tr>
      <th scope="row">
        <div className={styles.tight}>
          <span>{department.title}</span>
          <span className={styles.mono}>{department.name}</span>
        </div>
      </th>
      <td>{props.parentTitle}</td>
      <td className={styles.number}>{department.projects}</td>
      <td>
        <Flex gap="1" justify="end">
          <Button
            size="small"
            variant="tertiary"
            aria-label={t('departments.editOf', { title: department.title })}
            onPress={props.onEdit}
          >
            {t('departments.edit')}
          </Button>
          <Button
            size="small"
            variant="tertiary"
            aria-label={t('departments.deleteOf', { title: department.title })}
            onPress={props.onDelete}
          >
            {t('departments.delete')}
          </Button>
        </Flex>
      </td>
    </tr>
  );
}

function Departments() {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const departments = useDepartments();
  const [edited, setEdited] = useState<Department | 'new'>();
  const [doomed, setDoomed] = useState<Department>();
  const remove = useDeleteDepartment();
  const add = (
    <Button variant="secondary" onPress={() => setEdited('new')}>
      {t('departments.add')}
    </Button>
  );
  return (
    <AsyncContent query={departments} source={t('departments.source')}>
      {({ items }) =>
        edited ? (
          <DepartmentForm
            department={edited === 'new' ? undefined : edited}
            departments={items}
            onClose={() => setEdited(undefined)}
          />
        ) : (
          <>
            {items.length === 0 ? (
              <EmptyState
                title={t('departments.empty')}
                text={t('departments.emptyText')}
                action={add}
              />
            ) : (
              <>
                <div>{add}</div>
                <table className={styles.table}>
                  <thead>
                    <tr>
                      <th scope="col">{t('departments.column.department')}</th>
                      <th scope="col">{t('departments.column.parent')}</th>
                      <th scope="col" className={styles.number}>
                        {t('departments.column.projects')}
                      </th>
                      <th scope="col">
                        <VisuallyHidden>
                          {t('departments.column.menu')}
                        </VisuallyHidden>
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {items.map(one => (
                      <Row
                        key={one.name}
                        department={one}
                        parentTitle={
                          items.find(({ name }) => name === one.parent)?.title
                        }
                        onEdit={() => setEdited(one)}
                        onDelete={() => {
                          remove.reset();
                          setDoomed(one);
                        }}
                      />
                    ))}
                  </tbody>
                </table>
              </>
            )}
            {doomed && (
              <ConfirmDialog
                isOpen
                onOpenChange={() => setDoomed(undefined)}
                title={t('departments.deleteTitle', { title: doomed.title })}
                effect={t('departments.deleteEffect')}
                confirmLabel={t('departments.delete')}
                destructive
                isPending={remove.isPending}
                error={remove.error}
                onConfirm={() =>
                  remove.mutate(
                    { department: doomed.name, etag: etagOf(doomed) },
                    { onSuccess: () => setDoomed(undefined) },
                  )
                }
              />
            )}
          </>
        )
      }
    </AsyncContent>
  );
}

/** The organisation's departments: list, create, change, delete. */
export function DepartmentsSheet(props: {
  isOpen: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  return (
    <Sheet
      isOpen={props.isOpen}
      onOpenChange={isOpen => !isOpen && props.onClose()}
      title={t('departments.title')}
      width={640}
    >
      {props.isOpen && <Departments />}
    </Sheet>
  );
}
