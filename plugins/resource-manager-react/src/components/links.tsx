import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import { paths } from '../paths';
import { resourceManagerReactTranslationRef } from '../translation';

function nameIn(ref: string): string {
  return ref.split('/').pop() ?? ref;
}

/** A user by name, leading to their page in the catalog. */
export function UserName(props: { userRef?: string }) {
  const { t } = useTranslationRef(resourceManagerReactTranslationRef);
  if (!props.userRef) {
    return <Text color="secondary">{t('user.unknown')}</Text>;
  }
  return (
    <Link href={paths.entity(props.userRef)}>{nameIn(props.userRef)}</Link>
  );
}

/** A project by its title, leading to its page. */
export function ProjectLink(props: { project: string; title?: string }) {
  return (
    <Link href={paths.project(props.project)}>
      {props.title ?? props.project}
    </Link>
  );
}

/** Any catalog entity, leading to its page. */
export function EntityLink(props: { entityRef: string; children?: ReactNode }) {
  return (
    <Link href={paths.entity(props.entityRef)}>
      {props.children ?? nameIn(props.entityRef)}
    </Link>
  );
}
