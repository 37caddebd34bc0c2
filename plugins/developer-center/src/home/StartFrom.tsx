import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import {
  AsyncContent,
  paths,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useLaunchGroups } from '../launch/launchables';
import { developerCenterTranslationRef } from '../translation';
import styles from './Home.module.css';
import { Section } from './Section';

/** What can be launched, and the catalogues to choose from. */
export function StartFrom() {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const groups = useLaunchGroups();
  const catalogues = [
    { href: '/models', text: t('home.browseModels') },
    { href: '/datasets', text: t('home.browseDatasets') },
    { href: '/workloads', text: t('home.browseWorkloads') },
  ];
  return (
    <Section
      title={t('home.startFrom')}
      link={{ text: t('home.all'), href: '/launch' }}
    >
      <AsyncContent query={groups} source={t('home.templatesSource')} rows={1}>
        {found => (
          <ul className={styles.tiles}>
            {found
              .flatMap(({ items }) => items)
              .map(({ template, workload }) => {
                const ref = stringifyEntityRef(template);
                const { title, name, description } = template.metadata;
                return (
                  <li key={ref} className={styles.tile}>
                    <Link
                      href={paths.launch(
                        ref,
                        workload && { workload: stringifyEntityRef(workload) },
                      )}
                    >
                      {title ?? name}
                    </Link>
                    <span className={styles.tileText}>{description}</span>
                  </li>
                );
              })}
          </ul>
        )}
      </AsyncContent>
      <ul className={styles.links}>
        {catalogues.map(({ href, text }) => (
          <li key={href}>
            <Link href={href}>{text}</Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
