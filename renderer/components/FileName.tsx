import styles from './FileName.module.css';

const TAIL = 16;

/** A file's name cut in its middle where it has no room: names of one folder often differ at their end. */
export function FileName({ name }: { name: string }) {
  const at = Math.max(0, name.length - TAIL);
  return (
    <span className={styles.name} title={name}>
      <span className="sr">{name}</span>
      <span aria-hidden="true" className={styles.head}>
        {name.slice(0, at)}
      </span>
      <span aria-hidden="true" className={styles.tail}>
        {name.slice(at)}
      </span>
    </span>
  );
}
