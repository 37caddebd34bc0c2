import {
  Sidebar,
  SidebarGroup,
  SidebarItem,
  SidebarScrollWrapper,
  SidebarSpace,
} from '@backstage/core-components';
import { NavContentBlueprint } from '@backstage/plugin-app-react';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import { SidebarSearchModal } from '@backstage/plugin-search';
import { UserSettingsSignInAvatar } from '@backstage/plugin-user-settings';
import { RiMenuLine, RiSearchLine } from '@remixicon/react';
import styles from './Sidebar.module.css';
import { SidebarLogo } from './SidebarLogo';
import { SimulationItem } from './SimulationItem';
import { SidebarHeading, SidebarRule } from './SidebarHeading';

/** Pages in the order of the work: find, launch, follow; then the resources behind it. */
const work = [
  'models',
  'datasets',
  'workloads',
  'launch',
  'runs',
  'workspaces',
  'endpoints',
].map(name => `page:developer-center/${name}`);
const resources = ['overview', 'projects', 'quotas', 'pools', 'clusters'].map(
  name => `page:resource-manager/${name}`,
);
/** Reached in another way, or of no use in a portal for AI. */
const hidden = [
  'page:search',
  'page:notifications',
  'page:catalog',
  'page:catalog-graph',
  'page:scaffolder',
  'page:user-settings',
];

export const SidebarContent = NavContentBlueprint.make({
  params: {
    component: ({ navItems }) => {
      hidden.forEach(id => navItems.take(id));
      const nav = navItems.withComponent(item => (
        <div className={styles.item}>
          <SidebarItem icon={() => item.icon} to={item.href} text={item.title} />
        </div>
      ));
      return (
        <Sidebar>
          <SidebarLogo />
          <SidebarGroup label="Menu" icon={<RiMenuLine />}>
            <SidebarScrollWrapper>
              {nav.take('page:developer-center/home')}
              <SidebarHeading text="AI work" />
              {work.map(id => nav.take(id))}
              <SidebarHeading text="Resources" />
              {resources.map(id => nav.take(id))}
              {nav.rest({ sortBy: 'title' })}
            </SidebarScrollWrapper>
          </SidebarGroup>
          <SidebarSpace />
          <SimulationItem />
          <SidebarRule />
          <SidebarGroup label="Search" icon={<RiSearchLine />} to="/search">
            <SidebarSearchModal />
          </SidebarGroup>
          <NotificationsSidebarItem webNotificationsEnabled={false} />
          <SidebarGroup
            label="Settings"
            icon={<UserSettingsSignInAvatar />}
            to="/settings"
          >
            <SidebarItem
              icon={() => <UserSettingsSignInAvatar />}
              to="/settings"
              text="Settings"
            />
          </SidebarGroup>
        </Sidebar>
      );
    },
  },
});
