import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Link, Text } from '@backstage/ui';
import {
  RiCheckboxBlankCircleLine,
  RiCheckboxCircleFill,
} from '@remixicon/react';
import type { Me } from '@silogen/backstage-plugin-resource-manager-common';
import {
  paths,
  useClusters,
  useRuns,
} from '@silogen/backstage-plugin-resource-manager-react';
import { developerCenterTranslationRef } from '../../translation';
import styles from './WalkCard.module.css';
import { useWalkProgress } from './useWalkProgress';
import { walkFor, type StepTarget, type WalkName } from './walks';

function useHref(target: StepTarget): string | undefined {
  const lookup = 'run' in target ? target.run : undefined;
  const runs = useRuns(
    { ...lookup, limit: 1 },
    { enabled: lookup !== undefined },
  );
  if ('href' in target) return target.href;
  const run = runs.data?.items[0];
  return run && paths.run(run.id);
}

function Step(props: {
  walk: WalkName;
  step: { name: string; target: StepTarget };
  isVisited: boolean;
  onVisit: () => void;
}) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const { walk, step, isVisited } = props;
  const href = useHref(step.target);
  const key = `walk.${walk}.${step.name}` as 'walk.developer.capacity';
  const Icon = isVisited ? RiCheckboxCircleFill : RiCheckboxBlankCircleLine;
  return (
    <li className={styles.step}>
      <Icon
        className={isVisited ? styles.visited : undefined}
        size={20}
        role="img"
        aria-label={t(isVisited ? 'walk.seen' : 'walk.notSeen')}
      />
      <div className={styles.text}>
        {href ? (
          <Link href={href} onPress={props.onVisit}>
            {t(`${key}.title`)}
          </Link>
        ) : (
          <Text>{t(`${key}.title`)}</Text>
        )}
        <Text variant="body-small" color="secondary">
          {href ? t(`${key}.text`) : t('walk.gone')}
        </Text>
      </div>
    </li>
  );
}

/**
 * Five stations through the world of the sandbox, for the role of whoever looks. Nothing on other clusters, also where
 * their nodes are simulated: only in the sandbox time is too.
 */
export function WalkCard({ me }: { me: Me }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const clusters = useClusters();
  const walk = walkFor(me);
  const { visited, isHidden, visit, setHidden } = useWalkProgress(walk.name);
  if (!clusters.data?.items.some(({ speed }) => speed !== undefined))
    return null;
  if (isHidden) {
    return (
      <div>
        <Button
          variant="tertiary"
          size="small"
          onPress={() => setHidden(false)}
        >
          {t('walk.show')}
        </Button>
      </div>
    );
  }
  const seen = walk.steps.filter(({ name }) => visited.includes(name)).length;
  return (
    <section className={styles.card} aria-label={t('walk.title')}>
      <div className={styles.head}>
        <Text as="h2" variant="title-x-small">
          {t('walk.title')}
        </Text>
        <Text color="secondary">
          {t('walk.progress', {
            seen: String(seen),
            total: String(walk.steps.length),
          })}
        </Text>
        <Button variant="tertiary" size="small" onPress={() => setHidden(true)}>
          {t('walk.hide')}
        </Button>
      </div>
      <Text color="secondary">{t(`walk.${walk.name}.intro`)}</Text>
      <ol className={styles.steps}>
        {walk.steps.map(step => (
          <Step
            key={step.name}
            walk={walk.name}
            step={step}
            isVisited={visited.includes(step.name)}
            onVisit={() => visit(step.name)}
          />
        ))}
      </ol>
    </section>
  );
}
