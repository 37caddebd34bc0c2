import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { clusters } from './messages/clusters';
import { connect } from './messages/connect';
import { departments } from './messages/departments';
import { overview } from './messages/overview';
import { pools } from './messages/pools';
import { projects } from './messages/projects';
import { quotas } from './messages/quotas';

/** Texts of the Resource Manager's pages. */
export const resourceManagerTranslationRef = createTranslationRef({
  id: 'resource-manager',
  messages: {
    cancel: 'Cancel',
    close: 'Close',
    copy: {
      copy: 'Copy',
      yes: 'Copied',
      no: 'The browser does not allow it here: select the text and copy it',
    },
    pager: {
      shown: '{{shown}} of {{total}}',
      previous: 'Previous',
      next: 'Next',
    },
    overview,
    quotas,
    pools,
    clusters,
    connect,
    projects,
    departments,
  },
});
