import { UserSettingsGeneral } from '@backstage/plugin-user-settings';
import { PageBody, PageHeader } from '@silogen/backstage-plugin-resource-manager-react';

/**
 * Who one is here, and how the portal looks. Stands in for Backstage's own page, whose tabs point to panels that are not
 * there.
 */
export const SettingsPage = () => (
  <PageBody>
    <PageHeader title="Settings" description="Who you are here, and how the portal looks." />
    <UserSettingsGeneral />
  </PageBody>
);
