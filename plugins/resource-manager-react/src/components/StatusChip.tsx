import type { ReactElement, ReactNode } from 'react';
import { Hint } from './Hint';
import styles from './StatusChip.module.css';

/** What a colour means; never alone, always with an icon and a word. */
export type Tone =
  | 'neutral'
  | 'announcement'
  | 'positive'
  | 'warning'
  | 'negative';

/** An icon and a word in a status colour, with an explanation where there is one. */
export function StatusChip(props: {
  tone: Tone;
  icon: ReactElement;
  label: string;
  explanation?: ReactNode;
}) {
  const tone = props.tone === 'neutral' ? '' : styles[props.tone];
  const chip = (
    <span className={`${styles.chip} ${tone}`}>
      {props.icon}
      <span>{props.label}</span>
    </span>
  );
  return props.explanation ? (
    <Hint text={props.explanation}>{chip}</Hint>
  ) : (
    chip
  );
}
