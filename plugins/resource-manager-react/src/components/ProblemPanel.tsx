import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import type {
  ClusterProblem,
  FieldProblem,
} from '@silogen/backstage-plugin-resource-manager-common';
import { ProblemError } from '../api';
import { resourceManagerReactTranslationRef } from '../translation';
import styles from './layout.module.css';
import { formatAbsolute } from './time';

/** What an error means in our words, where its code tells; the message of the error otherwise. */
export function useProblemText(): (error: Error) => string {
  const { t } = useTranslationRef(resourceManagerReactTranslationRef);
  return error => {
    if (!(error instanceof ProblemError)) {
      return error.message;
    }
    if (error.code) {
      return t(`code.${error.code}`);
    }
    return error.status === undefined ? t('code.unreachable') : error.message;
  };
}

/** Fields, what is wrong with them and what helps. */
export function FieldProblems(props: { problems: readonly FieldProblem[] }) {
  const { t } = useTranslationRef(resourceManagerReactTranslationRef);
  return (
    <ul>
      {props.problems.map(({ field, problem, remedy }) => (
        <li key={`${field} ${problem}`}>
          <span className={styles.mono}>{field}</span>{' '}
          {t('problem.field', { field: '', problem }).trim()} {remedy}
        </li>
      ))}
    </ul>
  );
}

/**
 * An error as people can use it: what could not be shown or done, why, which fields, and what helps. The rest of the page
 * stays usable.
 */
export function ProblemPanel(props: {
  error: Error;
  /** What failed, e.g. `The list of pools`. */
  source?: string;
  /** Instead of "… could not be shown". */
  title?: string;
  onRetry?: () => void;
}) {
  const { t } = useTranslationRef(resourceManagerReactTranslationRef);
  const textOf = useProblemText();
  const { error } = props;
  const details = error instanceof ProblemError ? error.details : [];
  const text = textOf(error);
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={
        props.title ??
        t('problem.title', {
          source: props.source ?? t('problem.defaultSource'),
        })
      }
      description={
        <div className={styles.problem}>
          <p>{text}</p>
          {error.message !== text && <p>{error.message}</p>}
          {details.length > 0 && <FieldProblems problems={details} />}
        </div>
      }
      customActions={
        props.onRetry && (
          <Button variant="secondary" size="small" onPress={props.onRetry}>
            {t('problem.retry')}
          </Button>
        )
      }
    />
  );
}

/** Clusters that did not take part in an answer; the rest of it is shown. */
export function ClusterProblems(props: {
  errors: readonly ClusterProblem[] | undefined;
}) {
  const { t } = useTranslationRef(resourceManagerReactTranslationRef);
  if (!props.errors?.length) {
    return null;
  }
  return (
    <Alert
      role="status"
      status="warning"
      icon
      title={t('problem.clusters')}
      description={
        <div className={styles.problem}>
          <ul>
            {props.errors.map(({ cluster, message, since }) => (
              <li key={`${cluster} ${message}`}>
                {since
                  ? t('problem.clusterLineSince', {
                      cluster,
                      message,
                      since: formatAbsolute(since),
                    })
                  : t('problem.clusterLine', { cluster, message })}
              </li>
            ))}
          </ul>
        </div>
      }
    />
  );
}
