import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  TextField,
} from '@backstage/ui';
import { useState, type ReactNode } from 'react';
import { resourceManagerReactTranslationRef } from '../translation';
import { ProblemPanel } from './ProblemPanel';

interface ConfirmDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  /** What will happen, in plain words; stands first. */
  effect: ReactNode;
  confirmLabel: string;
  destructive?: boolean;
  /** Has to be typed before the button works, for what cannot be undone. */
  typeToConfirm?: string;
  onConfirm: () => void;
  isPending?: boolean;
  error?: Error | null;
}

function Content(props: ConfirmDialogProps) {
  const { t } = useTranslationRef(resourceManagerReactTranslationRef);
  const [typed, setTyped] = useState('');
  const isBlocked =
    props.typeToConfirm !== undefined && typed !== props.typeToConfirm;
  return (
    <>
      <DialogHeader>{props.title}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4">
          <div>{props.effect}</div>
          {props.typeToConfirm !== undefined && (
            <TextField
              label={t('confirm.typeName', { name: props.typeToConfirm })}
              value={typed}
              onChange={setTyped}
              autoComplete="off"
            />
          )}
          {props.error && (
            <ProblemPanel error={props.error} title={t('confirm.failed')} />
          )}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button
          variant="primary"
          destructive={props.destructive}
          isDisabled={isBlocked}
          isPending={props.isPending}
          onPress={props.onConfirm}
        >
          {props.confirmLabel}
        </Button>
        <Button variant="secondary" onPress={() => props.onOpenChange(false)}>
          {t('confirm.cancel')}
        </Button>
      </DialogFooter>
    </>
  );
}

/** Asks before something that others feel. The caller closes it when the action has worked. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <Dialog
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      isDismissable
    >
      <Content {...props} />
    </Dialog>
  );
}
