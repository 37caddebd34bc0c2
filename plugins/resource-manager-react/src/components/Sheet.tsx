import { Dialog, DialogBody, DialogFooter, DialogHeader } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './Sheet.module.css';

/** Work beside the page: a dialog at its right edge, as high as the window. Escape and a click outside close it. */
export function Sheet(props: {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  children: ReactNode;
  /** Buttons, the primary one first. */
  footer?: ReactNode;
  /** In pixels; a narrow window takes it all. */
  width?: number;
}) {
  return (
    <Dialog
      className={styles.sheet}
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      width={props.width ?? 560}
    >
      <DialogHeader>{props.title}</DialogHeader>
      <DialogBody>{props.children}</DialogBody>
      {props.footer && <DialogFooter>{props.footer}</DialogFooter>}
    </Dialog>
  );
}
