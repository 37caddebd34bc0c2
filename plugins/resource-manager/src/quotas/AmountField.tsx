import { TextField } from '@backstage/ui';
import { memo, type KeyboardEvent } from 'react';

/**
 * A number that is read with every key stroke, so that sums follow while typing (a number field tells only on leaving
 * it). Arrow keys step by one.
 */
export const AmountField = memo(
  (props: {
    label: string;
    value: string;
    placeholder?: string;
    problem?: string;
    className?: string;
    onChange: (value: string) => void;
  }) => {
    const onKeyDown = (event: KeyboardEvent) => {
      const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      const current = Number(props.value.replace(',', '.') || '0');
      if (step !== undefined && Number.isFinite(current)) {
        event.preventDefault();
        props.onChange(String(Math.max(0, current + step)));
      }
    };
    return (
      <TextField
        aria-label={props.label}
        className={props.className}
        size="small"
        inputMode="decimal"
        autoComplete="off"
        placeholder={props.placeholder}
        value={props.value}
        onChange={props.onChange}
        onKeyDown={onKeyDown}
        validationBehavior="aria"
        validate={() => props.problem ?? null}
      />
    );
  },
);
