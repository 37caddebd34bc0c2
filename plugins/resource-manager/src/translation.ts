import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { clusters } from './messages/clusters';
import { departments } from './messages/departments';
import { pools } from './messages/pools';
import { projects } from './messages/projects';
import { quotas } from './messages/quotas';

/** Texts of the Resource Manager's pages. */
export const resourceManagerTranslationRef = createTranslationRef({
  id: 'resource-manager',
  messages: {
    cancel: 'Cancel',
    close: 'Close',
    pager: {
      shown: '{{shown}} of {{total}}',
      previous: 'Previous',
      next: 'Next',
    },
    quotas,
    pools,
    clusters,
    projects,
    departments,
  },
});
