import styles from './Grid.module.css';

/** A bar of uneven length in the place of a text that is not here yet. */
export function Skeleton({ index }: { index: number }) {
  return <span className={styles.skeleton} style={{ width: `${String(30 + ((index * 37) % 40))}%` }} />;
}
