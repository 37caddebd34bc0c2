import type { createBackend } from '@backstage/backend-defaults';

/** The plugins and modules of the portal. */
export function addFeatures(backend: ReturnType<typeof createBackend>): void {
  backend.add(import('@backstage/plugin-app-backend'));

  backend.add(import('@backstage/plugin-auth-backend'));
  backend.add(import('@backstage/plugin-auth-backend-module-oidc-provider'));
  backend.add(
    import('@silogen/backstage-plugin-auth-backend-module-trial-accounts'),
  );

  backend.add(import('@backstage/plugin-permission-backend'));
  backend.add(
    import(
      '@silogen/backstage-plugin-permission-backend-module-resource-manager'
    ),
  );

  backend.add(import('@backstage/plugin-catalog-backend'));
  // Entities that are refused are said in the log; without it they vanish without a word.
  backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
  backend.add(
    import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
  );
  backend.add(
    import('@silogen/backstage-plugin-catalog-backend-module-developer-center'),
  );

  backend.add(import('@backstage/plugin-scaffolder-backend'));
  backend.add(
    import(
      '@silogen/backstage-plugin-scaffolder-backend-module-resource-manager'
    ),
  );

  backend.add(import('@silogen/backstage-plugin-resource-manager-backend'));

  backend.add(import('@backstage/plugin-search-backend'));
  backend.add(import('@backstage/plugin-search-backend-module-pg'));
  backend.add(import('@backstage/plugin-search-backend-module-catalog'));
  backend.add(
    import('@silogen/backstage-plugin-search-backend-module-resource-manager'),
  );

  backend.add(import('@backstage/plugin-events-backend'));
  backend.add(import('@backstage/plugin-signals-backend'));
  backend.add(import('@backstage/plugin-notifications-backend'));
  backend.add(import('@backstage/plugin-user-settings-backend'));
  backend.add(import('@backstage/plugin-mcp-actions-backend'));
}
