import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  AsyncContent,
  useRuns,
} from '@silogen/backstage-plugin-resource-manager-react';
import { RunTable } from '../runs/RunTable';
import { developerCenterTranslationRef } from '../translation';
import { Section } from './Section';

/** Runs that a person sees at a glance; the rest is behind the link. */
const SHOWN_RUNS = 5;

/** The newest runs of a kind. */
export function RunSection(props: {
  title: string;
  query: Parameters<typeof useRuns>[0];
  href: string;
  empty: string;
}) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const runs = useRuns({ ...props.query, limit: SHOWN_RUNS });
  return (
    <Section
      title={props.title}
      link={{ text: t('home.all'), href: props.href }}
    >
      <AsyncContent
        query={runs}
        source={props.title}
        isEmpty={({ items }) => items.length === 0}
        empty={<Text color="secondary">{props.empty}</Text>}
      >
        {({ items }) => <RunTable runs={items} />}
      </AsyncContent>
    </Section>
  );
}
