import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex } from '@backstage/ui';
import type { Project } from '@silogen/backstage-plugin-resource-manager-common';
import {
  ConfirmDialog,
  etagOf,
  paths,
  useDeleteProject,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { resourceManagerTranslationRef } from '../translation';
import { ProjectSheet } from './ProjectSheet';

/** Changes the project, or deletes it. */
export function ProjectActions(props: { project: Project }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const navigate = useNavigate();
  const { project } = props;
  const [isEditing, setEditing] = useState(false);
  const [isDeleting, setDeleting] = useState(false);
  const remove = useDeleteProject();
  return (
    <Flex gap="2">
      <Button variant="secondary" onPress={() => setEditing(true)}>
        {t('projects.edit')}
      </Button>
      <Button
        variant="secondary"
        onPress={() => {
          remove.reset();
          setDeleting(true);
        }}
      >
        {t('projects.delete')}
      </Button>
      <ProjectSheet
        isOpen={isEditing}
        project={project}
        onClose={() => setEditing(false)}
      />
      <ConfirmDialog
        isOpen={isDeleting}
        onOpenChange={setDeleting}
        title={t('projects.deleteTitle', { title: project.title })}
        effect={t('projects.deleteEffect')}
        confirmLabel={t('projects.delete')}
        destructive
        typeToConfirm={project.name}
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() =>
          remove.mutate(
            { project: project.name, etag: etagOf(project) },
            { onSuccess: () => navigate(paths.projects()) },
          )
        }
      />
    </Flex>
  );
}
