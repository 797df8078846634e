import styles from './ProgressBar.module.css';

/** Progress of a run or a job; `ahead` is what is under way. Both 0…100. */
export function ProgressBar({
  label,
  done,
  ahead = 0,
  text,
}: {
  label: string;
  done: number;
  ahead?: number;
  text?: string;
}) {
  return (
    <div
      className={styles.bar}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.floor(done)}
      aria-valuetext={text}
    >
      <i style={{ width: `${String(done)}%` }} />
      <i style={{ width: `${String(Math.min(ahead, 100 - done))}%` }} />
    </div>
  );
}

/** How much of a ceiling is taken; `over`: it would be passed. `part` 0…1. */
export function Meter({ label, part, over }: { label: string; part: number; over: boolean }) {
  return (
    <div className={styles.meter} role="img" aria-label={label}>
      <i className={over ? styles.over : undefined} style={{ width: `${String(part * 100)}%` }} />
    </div>
  );
}
