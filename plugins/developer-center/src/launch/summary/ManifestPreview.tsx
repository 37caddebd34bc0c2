import { CodeSnippet } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Text,
} from '@backstage/ui';
import { AsyncContent } from '@silogen/backstage-plugin-resource-manager-react';
import { stringify } from 'yaml';
import styles from '../Launch.module.css';
import { launchTranslationRef } from '../translation';
import { kindsOf } from './SummaryPanel';
import { useLaunchPreview } from './useLaunchPreview';

/** The objects that the launch would create, as YAML. */
export function ManifestPreview({ formData }: { formData: unknown }) {
  const { t } = useTranslationRef(launchTranslationRef);
  const { preview, isAskable } = useLaunchPreview(formData);
  if (!isAskable) return null;
  return (
    <AsyncContent query={preview} source={t('review.manifest')}>
      {({ objects }) =>
        objects.length === 0 ? (
          <Text color="secondary">{t('review.noManifest')}</Text>
        ) : (
          <Accordion>
            <AccordionTrigger
              title={t('review.manifest')}
              subtitle={kindsOf(objects)}
            />
            <AccordionPanel>
              <div className={styles.manifest}>
                <CodeSnippet
                  language="yaml"
                  text={objects.map(object => stringify(object)).join('---\n')}
                  showCopyCodeButton
                />
              </div>
            </AccordionPanel>
          </Accordion>
        )
      }
    </AsyncContent>
  );
}
