import {
  coreExtensionData,
  createFrontendModule,
  ExtensionBoundary,
} from '@backstage/frontend-plugin-api';
import searchPlugin from '@backstage/plugin-search/alpha';

const page = searchPlugin.getExtension('page:search').override({
  *factory(originalFactory, { node }) {
    yield* originalFactory();
    yield coreExtensionData.reactElement(
      ExtensionBoundary.lazy(node, () =>
        import('./SearchPage').then(m => <m.SearchPage />),
      ),
    );
  },
});

/** Puts our own page in the place of Backstage's. */
export const searchModule = createFrontendModule({
  pluginId: 'search',
  extensions: [page],
});
