import {
  toastApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Button, Select, TextField } from '@backstage/ui';
import {
  problemWithName,
  type Pool,
} from '@silogen/backstage-plugin-resource-manager-common';
import {
  etagOf,
  ProblemPanel,
  Sheet,
  useClusters,
  useCreatePool,
  useNodes,
  useUpdatePool,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useMemo, useState } from 'react';
import sharedStyles from '../shared/shared.module.css';
import { resourceManagerTranslationRef } from '../translation';
import { NodePreview } from './NodePreview';
import styles from './pools.module.css';
import { labelsOf, pairsOf, selectorOf } from './selector';
import { SelectorBuilder } from './SelectorBuilder';

/** As many nodes as one page may have; their labels are suggestions, not a rule. */
const SUGGESTION_NODES = 500;

function PoolForm(props: { pool?: Pool; onClose: () => void }) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const toasts = useApi(toastApiRef);
  const { pool, onClose } = props;
  const clusters = useClusters().data?.items ?? [];
  const [chosen, setCluster] = useState(pool?.cluster);
  const cluster =
    chosen ?? (clusters.length === 1 ? clusters[0].name : undefined);
  const [name, setName] = useState(pool?.name ?? '');
  const [title, setTitle] = useState(pool?.title ?? '');
  const [pairs, setPairs] = useState(() => pairsOf(pool?.selector ?? {}));
  const nodes = useNodes(
    { cluster: cluster ?? '', limit: SUGGESTION_NODES },
    { enabled: cluster !== undefined },
  );
  const labels = useMemo(() => labelsOf(nodes.data?.items ?? []), [nodes.data]);
  const create = useCreatePool();
  const update = useUpdatePool();
  const saving = pool ? update : create;
  const selector = selectorOf(pairs);
  const nameProblem = pool || name === '' ? undefined : problemWithName(name);
  const canSave =
    cluster !== undefined &&
    selector !== undefined &&
    title.trim() !== '' &&
    (pool !== undefined || (name !== '' && !nameProblem));

  const onDone = () => {
    toasts.post({
      title: t('pools.saved', { title }),
      status: 'success',
      timeout: 6_000,
    });
    onClose();
  };
  const onSave = () => {
    if (!canSave) {
      return;
    }
    if (pool) {
      update.mutate(
        {
          cluster,
          pool: pool.name,
          etag: etagOf(pool),
          body: { title: title.trim(), selector },
        },
        { onSuccess: onDone },
      );
    } else {
      create.mutate(
        { cluster, name, title: title.trim(), selector },
        { onSuccess: onDone },
      );
    }
  };

  return (
    <Sheet
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
      title={
        pool
          ? t('pools.editTitle', { title: pool.title })
          : t('pools.createTitle')
      }
      width={960}
      footer={
        <>
          <Button
            variant="primary"
            isDisabled={!canSave}
            isPending={saving.isPending}
            onPress={onSave}
          >
            {t(pool ? 'pools.save' : 'pools.create')}
          </Button>
          <Button variant="secondary" onPress={onClose}>
            {t('cancel')}
          </Button>
        </>
      }
    >
      <div className={styles.editor}>
        <div className={sharedStyles.stack}>
          {!pool && (
            <>
              <Select
                label={t('pools.cluster')}
                options={clusters.map(one => ({
                  id: one.name,
                  label: one.title,
                }))}
                value={cluster ?? null}
                onChange={key => setCluster(String(key))}
              />
              <TextField
                label={t('pools.name')}
                description={t('pools.nameText')}
                value={name}
                onChange={setName}
                validationBehavior="aria"
                validate={() =>
                  nameProblem
                    ? t('pools.nameProblem', { problem: nameProblem })
                    : null
                }
                isRequired
              />
            </>
          )}
          <TextField
            label={t('pools.titleLabel')}
            value={title}
            onChange={setTitle}
            isRequired
          />
          <SelectorBuilder pairs={pairs} labels={labels} onChange={setPairs} />
          {saving.error && (
            <ProblemPanel error={saving.error} title={t('pools.notSaved')} />
          )}
        </div>
        <NodePreview cluster={cluster} name={pool?.name} selector={selector} />
      </div>
    </Sheet>
  );
}

/** Makes a pool or changes one: the label selector left, the nodes that it matches now right. */
export function PoolSheet(props: {
  isOpen: boolean;
  pool?: Pool;
  onClose: () => void;
}) {
  const { isOpen, pool, onClose } = props;
  if (!isOpen) {
    return null;
  }
  return (
    <PoolForm
      key={pool ? `${pool.cluster}/${pool.name}` : 'new'}
      pool={pool}
      onClose={onClose}
    />
  );
}
