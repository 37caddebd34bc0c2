import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogGraphModule } from './modules/catalogGraph';
import { navModule } from './modules/nav';
import { notificationsModule } from './modules/notifications';
import { searchModule } from './modules/search';
import { settingsModule } from './modules/settings';
import { signInModule } from './modules/signIn';
import { themeModule } from './modules/theme';

export default createApp({
  features: [
    catalogPlugin,
    catalogGraphModule,
    navModule,
    notificationsModule,
    searchModule,
    settingsModule,
    signInModule,
    themeModule,
  ],
});
