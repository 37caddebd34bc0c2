import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, SearchField, Switch } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { resourceManagerReactTranslationRef } from '../translation';
import { lineMatches, type LogText } from './logLines';
import styles from './LogView.module.css';
import { ProblemPanel } from './ProblemPanel';
import { useLogStream, type OpenLog } from './useLogStream';

/** What a browser lays out with ease; the whole log is a download away. */
const MAX_LINES = 10_000;
/** Lines of one block: the browser skips the layout of blocks that are out of sight. */
const BLOCK = 200;

/** Blocks that start at multiples of 200, so that a block keeps its lines, and its key, while the log grows. */
function blocksOf(log: LogText): { start: number; lines: readonly string[] }[] {
  const blocks = [];
  const end = log.first + log.lines.length;
  for (
    let start = log.first - (log.first % BLOCK);
    start < end;
    start += BLOCK
  ) {
    const from = Math.max(start - log.first, 0);
    blocks.push({
      start,
      lines: log.lines.slice(from, start + BLOCK - log.first),
    });
  }
  return blocks;
}

function save(text: string, fileName: string) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = fileName;
  anchor.click();
  URL.revokeObjectURL(url);
}

/**
 * A log that is read as it grows: follow, wrap, search, download. Lines are text that can be selected and copied.
 * A new `streamKey` (pod, container, previous…) opens it anew.
 */
export function LogView(props: {
  open: OpenLog;
  streamKey: string;
  /** Name of the file that a download gives. */
  fileName: string;
}) {
  const { t } = useTranslationRef(resourceManagerReactTranslationRef);
  const [round, setRound] = useState(0);
  const [isFollowing, setFollowing] = useState(true);
  const [isWrapped, setWrapped] = useState(false);
  const [search, setSearch] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const { log, state, error } = useLogStream({
    open: props.open,
    streamKey: `${props.streamKey}#${round}`,
    limit: MAX_LINES,
  });
  const blocks = useMemo(() => blocksOf(log), [log]);
  const matches = useMemo(
    () => log.lines.filter(line => lineMatches(line, search)).length,
    [log, search],
  );

  useEffect(() => {
    if (isFollowing && box.current) {
      box.current.scrollTop = box.current.scrollHeight;
    }
  }, [isFollowing, log, isWrapped]);

  const onScroll = () => {
    const { scrollTop, scrollHeight, clientHeight } = box.current!;
    // Scrolling up means reading; 40 px forgive a line that has just come.
    setFollowing(scrollHeight - scrollTop - clientHeight < 40);
  };

  return (
    <div className={styles.root}>
      <div className={styles.toolbar}>
        <SearchField
          aria-label={t('log.search')}
          placeholder={t('log.search')}
          size="small"
          value={search}
          onChange={setSearch}
        />
        {search && (
          <span className={styles.note} role="status">
            {t('log.matches', { count: matches })}
          </span>
        )}
        <Switch
          label={t('log.follow')}
          isSelected={isFollowing}
          onChange={setFollowing}
        />
        <Switch
          label={t('log.wrap')}
          isSelected={isWrapped}
          onChange={setWrapped}
        />
        <Button
          variant="secondary"
          size="small"
          iconStart={<RiDownloadLine />}
          isDisabled={log.lines.length === 0}
          onPress={() => save(`${log.lines.join('\n')}\n`, props.fileName)}
        >
          {t('log.download')}
        </Button>
      </div>
      {error && (
        <ProblemPanel
          error={error}
          source={t('log.source')}
          onRetry={() => setRound(round + 1)}
        />
      )}
      {log.first > 0 && (
        <span className={styles.note}>
          {t('log.dropped', { count: log.first })}
        </span>
      )}
      <div
        ref={box}
        className={isWrapped ? `${styles.lines} ${styles.wrap}` : styles.lines}
        role="log"
        aria-label={t('log.label')}
        aria-live="off"
        // The keyboard scrolls it.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onScroll={onScroll}
      >
        {blocks.map(block => (
          <div key={block.start} className={styles.block}>
            {block.lines.map((line, index) => (
              <div
                key={`${block.start}/${index}`}
                className={lineMatches(line, search) ? styles.match : undefined}
              >
                {line || '\u00a0'}
              </div>
            ))}
          </div>
        ))}
        {log.lines.length === 0 && state !== 'failed' && (
          <span className={styles.note}>
            {state === 'opening' ? t('log.opening') : t('log.empty')}
          </span>
        )}
      </div>
      {state === 'ended' && (
        <div className={styles.toolbar}>
          <span className={styles.note}>{t('log.ended')}</span>
          <Button
            variant="tertiary"
            size="small"
            onPress={() => setRound(round + 1)}
          >
            {t('log.reopen')}
          </Button>
        </div>
      )}
    </div>
  );
}
