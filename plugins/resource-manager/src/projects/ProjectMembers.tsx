import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex } from '@backstage/ui';
import type {
  Member,
  Project,
} from '@silogen/backstage-plugin-resource-manager-common';
import {
  etagOf,
  ProblemPanel,
  useUpdateProject,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useState } from 'react';
import { Section } from '../shared/Section';
import { resourceManagerTranslationRef } from '../translation';
import { sameMembers } from './members';
import { MembersEditor } from './MembersEditor';

/** Who is in the project; those who may, change it here. */
export function ProjectMembers(props: { project: Project; mayEdit: boolean }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { project, mayEdit } = props;
  const stored = project.members ?? [];
  const [typed, setTyped] = useState<Member[]>();
  const update = useUpdateProject();
  const members = typed ?? stored;
  const isChanged = typed !== undefined && !sameMembers(typed, stored);

  const onSave = () =>
    update.mutate(
      {
        project: project.name,
        etag: etagOf(project),
        body: {
          title: project.title,
          department: project.department,
          members,
          ...(project.description && { description: project.description }),
        },
      },
      { onSuccess: () => setTyped(undefined) },
    );

  return (
    <Section title={t('projects.members')}>
      <MembersEditor
        members={members}
        onChange={mayEdit ? setTyped : undefined}
      />
      {update.error && (
        <ProblemPanel error={update.error} title={t('projects.notSaved')} />
      )}
      {isChanged && (
        <Flex gap="2">
          <Button
            variant="primary"
            isPending={update.isPending}
            onPress={onSave}
          >
            {t('projects.saveMembers')}
          </Button>
          <Button
            variant="secondary"
            onPress={() => {
              setTyped(undefined);
              update.reset();
            }}
          >
            {t('projects.discard')}
          </Button>
        </Flex>
      )}
    </Section>
  );
}
