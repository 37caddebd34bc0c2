import { Button, Tooltip, TooltipTrigger } from '@backstage/ui';
import { useState, type ReactNode } from 'react';
import styles from './StatusChip.module.css';

/**
 * Text that explains what it stands on: on hover, on keyboard focus and on touch. `children` must say enough without it.
 */
export function Hint(props: { children: ReactNode; text: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <TooltipTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button className={styles.trigger} onPress={() => setOpen(true)}>
        {props.children}
      </Button>
      <Tooltip>{props.text}</Tooltip>
    </TooltipTrigger>
  );
}
