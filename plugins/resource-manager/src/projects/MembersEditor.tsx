import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  ButtonIcon,
  Select,
  TextField,
  VisuallyHidden,
} from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import type {
  Member,
  MemberRole,
} from '@silogen/backstage-plugin-resource-manager-common';
import { UserName } from '@silogen/backstage-plugin-resource-manager-react';
import { useState, type FormEvent } from 'react';
import styles from '../shared/shared.module.css';
import { resourceManagerTranslationRef } from '../translation';
import { userRefOf, withMember } from './members';

const ROLES: readonly MemberRole[] = ['admin', 'member', 'viewer'];

function AddMember(props: {
  members: readonly Member[];
  onAdd: (userRef: string) => void;
}) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const [text, setText] = useState('');
  const userRef = userRefOf(text);
  const isThere = props.members.some(member => member.userRef === userRef);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (userRef && !isThere) {
      props.onAdd(userRef);
      setText('');
    }
  };
  let problem: string | undefined;
  if (isThere) {
    problem = t('projects.memberThere');
  } else if (text !== '' && !userRef) {
    problem = t('projects.memberInvalid');
  }
  return (
    <form
      className={styles.row}
      style={{ alignItems: 'end' }}
      onSubmit={onSubmit}
    >
      <TextField
        label={t('projects.addMember')}
        description={t('projects.addMemberText')}
        value={text}
        onChange={setText}
        validationBehavior="aria"
        validate={() => problem ?? null}
      />
      <Button
        variant="secondary"
        type="submit"
        isDisabled={!userRef || isThere}
      >
        {t('projects.add')}
      </Button>
    </form>
  );
}

/** Who is in a project, in which role; without `onChange` for reading only. */
export function MembersEditor(props: {
  members: readonly Member[];
  onChange?: (members: Member[]) => void;
}) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { members, onChange } = props;
  return (
    <div className={styles.stack}>
      {members.length === 0 && (
        <span className={styles.muted}>{t('projects.noMembers')}</span>
      )}
      {members.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('projects.column.user')}</th>
              <th scope="col">{t('projects.column.role')}</th>
              {onChange && (
                <th scope="col">
                  <VisuallyHidden>{t('projects.column.menu')}</VisuallyHidden>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {members.map(member => (
              <tr key={member.userRef}>
                <th scope="row">
                  <UserName userRef={member.userRef} />
                </th>
                <td>
                  {onChange ? (
                    <Select
                      aria-label={t('projects.roleOf', {
                        user: member.userRef,
                      })}
                      size="small"
                      options={ROLES.map(role => ({
                        id: role,
                        label: t(`projects.role.${role}`),
                      }))}
                      value={member.role}
                      onChange={role =>
                        onChange(
                          withMember(members, {
                            ...member,
                            role: role as MemberRole,
                          }),
                        )
                      }
                    />
                  ) : (
                    t(`projects.role.${member.role}`)
                  )}
                </td>
                {onChange && (
                  <td>
                    <ButtonIcon
                      aria-label={t('projects.removeMember', {
                        user: member.userRef,
                      })}
                      icon={<RiCloseLine />}
                      size="small"
                      variant="tertiary"
                      onPress={() =>
                        onChange(
                          members.filter(
                            ({ userRef }) => userRef !== member.userRef,
                          ),
                        )
                      }
                    />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {onChange && (
        <AddMember
          members={members}
          onAdd={userRef =>
            onChange(withMember(members, { userRef, role: 'member' }))
          }
        />
      )}
    </div>
  );
}
