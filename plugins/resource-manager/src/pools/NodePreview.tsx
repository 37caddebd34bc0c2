import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import { RiAlertLine } from '@remixicon/react';
import {
  AsyncContent,
  Quantity,
  resourceKind,
  useDebounced,
  usePoolPreview,
} from '@silogen/backstage-plugin-resource-manager-react';
import sharedStyles from '../shared/shared.module.css';
import { resourceManagerTranslationRef } from '../translation';
import styles from './pools.module.css';

const DELAY_MS = 300;

function Matches(props: {
  cluster: string;
  name?: string;
  selector: Record<string, string>;
}) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const preview = usePoolPreview(props);
  return (
    <AsyncContent
      query={preview}
      source={t('pools.previewSource')}
      isEmpty={data => data.totalNodes === 0}
      empty={<Text color="secondary">{t('pools.noNodes')}</Text>}
    >
      {data => (
        <>
          <strong>{t('pools.matches', { count: data.totalNodes })}</strong>
          <span>
            {Object.entries(data.capacity)
              .filter(([resource]) => resourceKind(resource) !== 'other')
              .map(([resource, quantity], index) => (
                <span key={resource}>
                  {index > 0 && ' · '}
                  <Quantity value={quantity} resource={resource} />
                </span>
              ))}
          </span>
          {data.overlaps.length > 0 && (
            <Alert
              status="warning"
              icon
              title={t('pools.overlaps')}
              description={data.overlaps
                .map(({ pool, nodes }) =>
                  t('pools.overlap', { pool, nodes: nodes.join(', ') }),
                )
                .join(' ')}
            />
          )}
          <ul className={sharedStyles.list}>
            {data.nodes.map(node => (
              <li key={node.name}>
                <span className={sharedStyles.mono}>{node.name}</span>
                {node.gpus ? ` · ${node.gpus} × ${node.gpuTitle ?? ''}` : ''}
                {!node.ready && ` · ${t('pools.notReady')}`}
                {node.pools.length > 0 && (
                  <span className={styles.overlap}>
                    {' '}
                    <RiAlertLine size={14} aria-hidden />{' '}
                    {t('pools.alsoIn', { pools: node.pools.join(', ') })}
                  </span>
                )}
              </li>
            ))}
          </ul>
          {data.totalNodes > data.nodes.length && (
            <span className={sharedStyles.muted}>
              {t('pools.moreNodes', {
                count: data.totalNodes - data.nodes.length,
              })}
            </span>
          )}
        </>
      )}
    </AsyncContent>
  );
}

/** The nodes that a selector matches now, as it is typed. */
export function NodePreview(props: {
  cluster: string | undefined;
  name?: string;
  selector: Record<string, string> | undefined;
}) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const selector = useDebounced(props.selector, DELAY_MS);
  return (
    <section
      className={styles.preview}
      aria-label={t('pools.preview')}
      aria-live="polite"
    >
      <h3 className={sharedStyles.sectionTitle}>{t('pools.preview')}</h3>
      {props.cluster && selector ? (
        <Matches
          cluster={props.cluster}
          name={props.name}
          selector={selector}
        />
      ) : (
        <Text color="secondary">{t('pools.previewEmpty')}</Text>
      )}
    </section>
  );
}
