import { useSidebarOpenState } from '@backstage/core-components';
import styles from './Sidebar.module.css';

/** A thin line between groups. */
export const SidebarRule = () => <div className={styles.rule} role="presentation" />;

/** Names a group of entries; shrinks to a rule when the sidebar is folded. */
export const SidebarHeading = ({ text }: { text: string }) => {
  const { isOpen } = useSidebarOpenState();
  return isOpen ? <div className={styles.heading}>{text}</div> : <SidebarRule />;
};
