import { Link, useSidebarOpenState } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import styles from './Sidebar.module.css';

/** Nine GPUs, two of them free: the mark of the portal, and its name when there is room. */
export const SidebarLogo = () => {
  const { isOpen } = useSidebarOpenState();
  const title = useApi(configApiRef).getOptionalString('app.title') ?? 'AI Portal';
  return (
    <Link to="/" underline="none" className={styles.logo} aria-label="Home">
      <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
        <rect width="32" height="32" rx="7" className={styles.mark} />
        {[7, 13.5, 20].flatMap(y =>
          [7, 13.5, 20].map(x => (
            <rect
              key={`${x}/${y}`}
              x={x}
              y={y}
              width="5"
              height="5"
              rx="1"
              className={(x === 20 && y === 7) || (x === 7 && y === 20) ? styles.free : styles.busy}
            />
          )),
        )}
      </svg>
      {isOpen && <span className={styles.name}>{title}</span>}
    </Link>
  );
};
