import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useRef, useState, type KeyboardEvent } from 'react';
import { resourceManagerReactTranslationRef } from '../translation';
import type { GpuCell, GpuCellState } from './gpuCells';
import styles from './GpuGrid.module.css';

/** More cells than this say nothing that the numbers do not, and cost layout time. */
const MAX_CELLS = 1_024;

const STATES: readonly GpuCellState[] = ['held', 'free', 'unavailable'];

const STEPS: Record<string, number> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};

function countOf(cells: readonly GpuCell[], state: GpuCellState): number {
  return cells.filter(cell => cell.state === state).length;
}

/** One cell a GPU: free, held or unavailable. The line below tells which one the pointer or the focus is on. */
export function GpuGrid(props: {
  cells: readonly GpuCell[];
  /** What the GPUs are, e.g. `MI300X`. */
  label: string;
}) {
  const { t } = useTranslationRef(resourceManagerReactTranslationRef);
  const buttons = useRef<(HTMLButtonElement | null)[]>([]);
  const [entry, setEntry] = useState(0);
  const [shown, setShown] = useState<number>();
  const cells = props.cells.slice(0, MAX_CELLS);
  const hidden = props.cells.length - cells.length;
  const parts = STATES.map(state => ({
    state,
    count: countOf(props.cells, state),
  })).filter(({ count }) => count > 0);
  const summary = t('gpuGrid.summary', {
    count: props.cells.length,
    parts: parts
      .map(({ state, count }) => `${count} ${t(`gpuGrid.${state}`)}`)
      .join(', '),
  });

  const textOf = (cell: GpuCell) =>
    cell.holder
      ? t('gpuGrid.cellHeld', { name: cell.name, holder: cell.holder })
      : t('gpuGrid.cell', {
          name: cell.name,
          state: t(`gpuGrid.${cell.state}`),
        });

  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const step = STEPS[event.key];
    const target =
      step === undefined ? undefined : buttons.current[index + step];
    if (target) {
      event.preventDefault();
      setEntry(index + step);
      target.focus();
    }
  };

  const current = shown === undefined ? undefined : cells[shown];
  return (
    <div className={styles.root}>
      <div
        className={styles.grid}
        role="group"
        aria-label={`${props.label}: ${summary}`}
      >
        {cells.map((cell, index) => (
          <button
            key={cell.id}
            ref={element => {
              buttons.current[index] = element;
            }}
            type="button"
            className={`${styles.cell} ${styles[cell.state] ?? ''}`}
            aria-label={textOf(cell)}
            tabIndex={index === Math.min(entry, cells.length - 1) ? 0 : -1}
            onFocus={() => setShown(index)}
            onBlur={() => setShown(undefined)}
            onMouseEnter={() => setShown(index)}
            onMouseLeave={() => setShown(undefined)}
            onKeyDown={event => onKeyDown(event, index)}
          />
        ))}
      </div>
      <span className={styles.line}>
        {current ? textOf(current) : summary}
        {hidden > 0 && ` ${t('gpuGrid.more', { count: hidden })}`}
      </span>
    </div>
  );
}
