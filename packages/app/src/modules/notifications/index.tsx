import { createFrontendModule } from '@backstage/frontend-plugin-api';
import notificationsPlugin from '@backstage/plugin-notifications/alpha';

const page = notificationsPlugin.getExtension('page:notifications').override({
  params: {
    noHeader: true,
    loader: () => import('./NotificationsPage').then(m => <m.NotificationsPage />),
  },
});

/** Puts our own page in the place of Backstage's. */
export const notificationsModule = createFrontendModule({
  pluginId: 'notifications',
  extensions: [page],
});
