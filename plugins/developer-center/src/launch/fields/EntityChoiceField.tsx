import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, FieldLabel, SearchField, Text } from '@backstage/ui';
import {
  AsyncContent,
  useDebounced,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useState } from 'react';
import { useEntityByRef } from '../entities';
import styles from '../Launch.module.css';
import { launchTranslationRef } from '../translation';
import { ChoiceCards } from './ChoiceCards';
import { useEntityChoices } from './useEntityChoices';

/** Typing is followed at this distance. Milliseconds. */
const SEARCH_DELAY_MS = 300;

/** The chosen entity first when the list does not have it (yet), so that one always sees what is chosen. */
function withChosen(
  listed: Entity[],
  chosen: Entity | null | undefined,
): Entity[] {
  if (!chosen) return listed;
  const ref = stringifyEntityRef(chosen);
  return listed.some(entity => stringifyEntityRef(entity) === ref)
    ? listed
    : [chosen, ...listed];
}

/** One catalog entity of a kind, found by words, as cards. */
export function EntityChoiceField(props: {
  kind: string;
  having: readonly string[];
  matching?: Readonly<Record<string, readonly string[]>>;
  label: string;
  description?: string;
  /** What one finds here, for the search field, e.g. `models`. */
  what: string;
  value: string | undefined;
  onChange: (entityRef: string) => void;
  factsOf: (entity: Entity) => string | undefined;
  isRequired?: boolean;
  isDisabled?: boolean;
}) {
  const { t } = useTranslationRef(launchTranslationRef);
  const [search, setSearch] = useState('');
  const settled = useDebounced(search.trim(), SEARCH_DELAY_MS);
  const choices = useEntityChoices({
    kind: props.kind,
    having: props.having,
    matching: props.matching,
    search: settled,
  });
  const chosen = useEntityByRef(props.value || undefined);
  const isUnknown =
    Boolean(props.value) && chosen.isSuccess && chosen.data === null;
  return (
    <div className={styles.tight}>
      <FieldLabel
        label={props.label}
        secondaryLabel={props.isRequired ? t('entity.required') : undefined}
        description={props.description}
      />
      <SearchField
        className={styles.search}
        size="small"
        aria-label={t('entity.search', { what: props.what })}
        placeholder={t('entity.search', { what: props.what })}
        value={search}
        onChange={setSearch}
        isDisabled={props.isDisabled}
        onKeyDown={event => {
          // Enter in a search must not send the form.
          if (event.key === 'Enter') event.preventDefault();
        }}
      />
      {isUnknown && (
        <p role="alert" className={styles.error}>
          {t('entity.unknown', { entity: props.value! })}
        </p>
      )}
      <AsyncContent query={choices} source={props.label}>
        {({ pages }) => {
          const listed = pages.flatMap(page => page.items);
          return (
            <>
              <div className={styles.scroll}>
                <ChoiceCards
                  label={props.label}
                  hideLabel
                  isRequired={props.isRequired}
                  isDisabled={props.isDisabled}
                  value={props.value || undefined}
                  onChange={props.onChange}
                  choices={withChosen(listed, chosen.data).map(entity => ({
                    value: stringifyEntityRef(entity),
                    title: entity.metadata.title ?? entity.metadata.name,
                    description: props.factsOf(entity),
                  }))}
                />
              </div>
              {listed.length === 0 && (
                <Text color="secondary" role="status">
                  {settled
                    ? t('entity.nothingFound')
                    : t('entity.nothing', { what: props.what })}
                </Text>
              )}
              {choices.hasNextPage && (
                <Button
                  variant="secondary"
                  size="small"
                  isPending={choices.isFetchingNextPage}
                  onPress={() => choices.fetchNextPage()}
                >
                  {t('entity.more', {
                    shown: String(listed.length),
                    total: String(pages[0].totalItems),
                  })}
                </Button>
              )}
            </>
          );
        }}
      </AsyncContent>
    </div>
  );
}
