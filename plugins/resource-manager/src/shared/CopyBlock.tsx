import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import { resourceManagerTranslationRef } from '../translation';
import styles from './shared.module.css';

/** Text to take elsewhere, as it is: a manifest, a piece of configuration. */
export function CopyBlock(props: { text: string; label: string }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const [copied, setCopied] = useState<'yes' | 'no'>();
  const copy = () =>
    navigator.clipboard.writeText(props.text).then(
      () => setCopied('yes'),
      // Without https the browser has no clipboard; the text can still be selected.
      () => setCopied('no'),
    );
  return (
    <div className={styles.tight}>
      <pre
        className={styles.code}
        // A region that scrolls has to be reachable by keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="region"
        aria-label={props.label}
      >
        {props.text}
      </pre>
      <div className={styles.row}>
        <Button size="small" variant="secondary" onPress={copy}>
          {t('copy.copy')}
        </Button>
        <span role="status" className={styles.muted}>
          {copied && t(`copy.${copied}`)}
        </span>
      </div>
    </div>
  );
}
