import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Select, TextField } from '@backstage/ui';
import {
  problemWithName,
  type Department,
} from '@silogen/backstage-plugin-resource-manager-common';
import {
  etagOf,
  ProblemPanel,
  useCreateDepartment,
  useUpdateDepartment,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useState } from 'react';
import styles from '../shared/shared.module.css';
import { resourceManagerTranslationRef } from '../translation';

const NONE = '';

/** A department's own names below it, itself included: it cannot be put under one of them. */
function selfAndBelow(
  name: string,
  departments: readonly Department[],
): Set<string> {
  const found = new Set([name]);
  for (let before = 0; before !== found.size; ) {
    before = found.size;
    for (const one of departments) {
      if (one.parent && found.has(one.parent)) {
        found.add(one.name);
      }
    }
  }
  return found;
}

/** Makes a department or changes one. */
export function DepartmentForm(props: {
  department?: Department;
  departments: readonly Department[];
  onClose: () => void;
}) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { department, departments, onClose } = props;
  const [name, setName] = useState(department?.name ?? '');
  const [title, setTitle] = useState(department?.title ?? '');
  const [parent, setParent] = useState(department?.parent ?? NONE);
  const create = useCreateDepartment();
  const update = useUpdateDepartment();
  const saving = department ? update : create;
  const nameProblem =
    department || name === '' ? undefined : problemWithName(name);
  const canSave =
    title.trim() !== '' &&
    (department !== undefined || (name !== '' && !nameProblem));
  const excluded = department
    ? selfAndBelow(department.name, departments)
    : new Set<string>();

  const onSave = () => {
    const body = {
      title: title.trim(),
      ...(parent !== NONE && { parent }),
      ...(department?.description && { description: department.description }),
    };
    if (department) {
      update.mutate(
        { department: department.name, etag: etagOf(department), body },
        { onSuccess: onClose },
      );
    } else {
      create.mutate({ name, ...body }, { onSuccess: onClose });
    }
  };

  return (
    <div className={styles.stack}>
      {!department && (
        <TextField
          label={t('departments.name')}
          description={t('projects.nameText')}
          value={name}
          onChange={setName}
          validationBehavior="aria"
          validate={() =>
            nameProblem
              ? t('projects.nameProblem', { problem: nameProblem })
              : null
          }
          isRequired
        />
      )}
      <TextField
        label={t('departments.titleLabel')}
        value={title}
        onChange={setTitle}
        isRequired
      />
      <Select
        label={t('departments.parent')}
        options={[
          { id: NONE, label: t('departments.noParent') },
          ...departments
            .filter(one => !excluded.has(one.name))
            .map(one => ({ id: one.name, label: one.title })),
        ]}
        value={parent}
        onChange={key => setParent(String(key))}
      />
      {saving.error && (
        <ProblemPanel error={saving.error} title={t('departments.notSaved')} />
      )}
      <Flex gap="2">
        <Button
          variant="primary"
          isDisabled={!canSave}
          isPending={saving.isPending}
          onPress={onSave}
        >
          {t(department ? 'departments.save' : 'departments.create')}
        </Button>
        <Button variant="secondary" onPress={onClose}>
          {t('cancel')}
        </Button>
      </Flex>
    </div>
  );
}
