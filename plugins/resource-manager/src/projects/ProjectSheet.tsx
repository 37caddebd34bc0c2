import {
  toastApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Button, Select, TextAreaField, TextField } from '@backstage/ui';
import {
  problemWithName,
  type Member,
  type Project,
} from '@silogen/backstage-plugin-resource-manager-common';
import {
  etagOf,
  ProblemPanel,
  Sheet,
  useCreateProject,
  useDepartments,
  useUpdateProject,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useState } from 'react';
import styles from '../shared/shared.module.css';
import { resourceManagerTranslationRef } from '../translation';
import { MembersEditor } from './MembersEditor';

function ProjectForm(props: { project?: Project; onClose: () => void }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const toasts = useApi(toastApiRef);
  const { project, onClose } = props;
  const departments = useDepartments().data?.items ?? [];
  const [name, setName] = useState(project?.name ?? '');
  const [title, setTitle] = useState(project?.title ?? '');
  const [description, setDescription] = useState(project?.description ?? '');
  const [department, setDepartment] = useState(project?.department);
  const [members, setMembers] = useState<Member[]>(project?.members ?? []);
  const create = useCreateProject();
  const update = useUpdateProject();
  const saving = project ? update : create;
  const nameProblem =
    project || name === '' ? undefined : problemWithName(name);
  const canSave =
    title.trim() !== '' &&
    department !== undefined &&
    (project !== undefined || (name !== '' && !nameProblem));

  const onSave = () => {
    if (!canSave) {
      return;
    }
    const body = {
      title: title.trim(),
      department,
      members,
      ...(description.trim() && { description: description.trim() }),
    };
    const onSuccess = () => {
      toasts.post({
        title: t('projects.saved', { title }),
        status: 'success',
        timeout: 6_000,
      });
      onClose();
    };
    if (project) {
      update.mutate(
        { project: project.name, etag: etagOf(project), body },
        { onSuccess },
      );
    } else {
      create.mutate({ name, ...body }, { onSuccess });
    }
  };

  return (
    <Sheet
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
      title={
        project
          ? t('projects.editTitle', { title: project.title })
          : t('projects.createTitle')
      }
      width={640}
      footer={
        <>
          <Button
            variant="primary"
            isDisabled={!canSave}
            isPending={saving.isPending}
            onPress={onSave}
          >
            {t(project ? 'projects.save' : 'projects.create')}
          </Button>
          <Button variant="secondary" onPress={onClose}>
            {t('cancel')}
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        {!project && (
          <TextField
            label={t('projects.name')}
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
          label={t('projects.titleLabel')}
          value={title}
          onChange={setTitle}
          isRequired
        />
        <Select
          label={t('projects.department')}
          options={departments.map(one => ({ id: one.name, label: one.title }))}
          value={department ?? null}
          onChange={key => setDepartment(String(key))}
          isRequired
        />
        <TextAreaField
          label={t('projects.descriptionLabel')}
          value={description}
          onChange={setDescription}
        />
        <h3 className={styles.sectionTitle}>{t('projects.members')}</h3>
        <MembersEditor members={members} onChange={setMembers} />
        {saving.error && (
          <ProblemPanel error={saving.error} title={t('projects.notSaved')} />
        )}
      </div>
    </Sheet>
  );
}

/** Makes a project or changes one. */
export function ProjectSheet(props: {
  isOpen: boolean;
  project?: Project;
  onClose: () => void;
}) {
  return props.isOpen ? (
    <ProjectForm project={props.project} onClose={props.onClose} />
  ) : null;
}
