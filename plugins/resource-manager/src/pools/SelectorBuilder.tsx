import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonIcon, Combobox } from '@backstage/ui';
import { RiAddLine, RiCloseLine } from '@remixicon/react';
import sharedStyles from '../shared/shared.module.css';
import { resourceManagerTranslationRef } from '../translation';
import styles from './pools.module.css';
import { MAX_PAIRS, pairProblem, type SelectorPair } from './selector';

function optionsOf(texts: Iterable<string>) {
  return [...texts]
    .filter(text => text !== '')
    .map(text => ({ id: text, label: text }));
}

/** Exact label pairs, all of which a node must carry; the nodes' own labels are offered while typing. */
export function SelectorBuilder(props: {
  pairs: readonly SelectorPair[];
  /** Labels that the cluster's nodes carry, with their values. */
  labels: ReadonlyMap<string, readonly string[]>;
  onChange: (pairs: SelectorPair[]) => void;
}) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { pairs, labels, onChange } = props;
  const set = (id: number, patch: Partial<SelectorPair>) =>
    onChange(
      pairs.map(pair => (pair.id === id ? { ...pair, ...patch } : pair)),
    );

  return (
    <fieldset
      className={sharedStyles.stack}
      style={{ border: 'none', margin: 0, padding: 0 }}
    >
      <legend>{t('pools.selector')}</legend>
      <span className={sharedStyles.muted}>{t('pools.selectorText')}</span>
      {pairs.map((pair, index) => {
        const problem = pairProblem(pair, pairs);
        const number = String(index + 1);
        return (
          <div key={pair.id} className={sharedStyles.tight}>
            <div className={styles.pair}>
              <Combobox
                label={t('pools.label')}
                aria-label={t('pools.labelNumber', { number })}
                allowsCustomValue
                options={optionsOf(labels.keys())}
                inputValue={pair.key}
                onInputChange={key => set(pair.id, { key })}
              />
              <Combobox
                label={t('pools.value')}
                aria-label={t('pools.valueNumber', { number })}
                allowsCustomValue
                options={optionsOf(labels.get(pair.key.trim()) ?? [])}
                inputValue={pair.value}
                onInputChange={value => set(pair.id, { value })}
              />
              <ButtonIcon
                aria-label={t('pools.removeLabel', { number })}
                icon={<RiCloseLine />}
                variant="tertiary"
                isDisabled={pairs.length === 1}
                onPress={() =>
                  onChange(pairs.filter(({ id }) => id !== pair.id))
                }
              />
            </div>
            {problem && (
              <span className={styles.overlap}>
                {t(`pools.pairProblem.${problem}`)}
              </span>
            )}
          </div>
        );
      })}
      <div>
        <Button
          variant="secondary"
          size="small"
          iconStart={<RiAddLine />}
          isDisabled={pairs.length >= MAX_PAIRS}
          onPress={() =>
            onChange([
              ...pairs,
              {
                id: Math.max(...pairs.map(({ id }) => id)) + 1,
                key: '',
                value: '',
              },
            ])
          }
        >
          {t('pools.addLabel')}
        </Button>
      </div>
    </fieldset>
  );
}
