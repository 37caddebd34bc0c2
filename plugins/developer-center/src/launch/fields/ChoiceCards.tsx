import { Radio, RadioGroup, Select } from '@backstage/ui';
import { useId, type ReactNode } from 'react';
import styles from '../Launch.module.css';

/** More choices than this are a drop-down. */
const MAX_CARDS = 6;

/** One thing to choose. */
export interface Choice {
  value: string;
  title: string;
  description?: ReactNode;
  isDisabled?: boolean;
}

interface ChoiceProps {
  label: string;
  /** The label stands elsewhere already. */
  hideLabel?: boolean;
  description?: string;
  choices: readonly Choice[];
  value: string | undefined;
  onChange: (value: string) => void;
  isRequired?: boolean;
  isDisabled?: boolean;
}

function ChoiceCard({ choice }: { choice: Choice }) {
  const id = useId();
  return (
    <Radio
      className={styles.card}
      value={choice.value}
      isDisabled={choice.isDisabled}
      aria-labelledby={`${id}-title`}
      aria-describedby={choice.description ? `${id}-text` : undefined}
    >
      <span className={styles.cardText}>
        <span id={`${id}-title`} className={styles.cardTitle}>
          {choice.title}
        </span>
        {choice.description && (
          <span id={`${id}-text`} className={styles.secondary}>
            {choice.description}
          </span>
        )}
      </span>
    </Radio>
  );
}

/** One of several, each with its title and a description; a radio group for keyboards and screen readers. */
export function ChoiceCards(props: ChoiceProps) {
  return (
    <RadioGroup
      className={styles.cards}
      label={props.hideLabel ? undefined : props.label}
      aria-label={props.hideLabel ? props.label : undefined}
      description={props.hideLabel ? undefined : props.description}
      // A hidden label must not leave its "Required" behind.
      isRequired={props.isRequired && !props.hideLabel}
      aria-required={props.isRequired}
      isDisabled={props.isDisabled}
      // The form says what is missing, not the browser.
      validationBehavior="aria"
      // Null is "nothing chosen yet"; undefined would make the group keep its own state.
      value={props.value ?? null}
      onChange={props.onChange}
    >
      {props.choices.map(choice => (
        <ChoiceCard key={choice.value} choice={choice} />
      ))}
    </RadioGroup>
  );
}

/** Cards for up to six choices, a drop-down with search for more. */
export function ChoiceField(props: ChoiceProps) {
  if (props.choices.length <= MAX_CARDS) return <ChoiceCards {...props} />;
  return (
    <Select
      label={props.label}
      description={props.description}
      isRequired={props.isRequired}
      isDisabled={props.isDisabled}
      searchable
      selectionMode="single"
      value={props.value ?? null}
      onChange={value => value !== null && props.onChange(String(value))}
      options={props.choices.map(({ value, title }) => ({
        value,
        label: title,
      }))}
    />
  );
}
