import { coreExtensionData, createFrontendModule, ExtensionBoundary } from '@backstage/frontend-plugin-api';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';

const page = userSettingsPlugin.getExtension('page:user-settings').override({
  *factory(originalFactory, { node }) {
    yield* originalFactory();
    yield coreExtensionData.reactElement(
      ExtensionBoundary.lazy(node, () => import('./SettingsPage').then(m => <m.SettingsPage />)),
    );
  },
});

/** Puts our own page in the place of Backstage's. */
export const settingsModule = createFrontendModule({
  pluginId: 'user-settings',
  extensions: [page],
});
