import type { ReactNode } from 'react';
import { Icon } from '../Icon.tsx';
import styles from './Grid.module.css';

interface HeadCellProps {
  /** Its place among all columns, from 0. */
  index: number;
  className: string | undefined;
  children: ReactNode;
  /** How the rows are sorted by it; undefined: they are not. */
  sorted: 'ascending' | 'descending' | undefined;
  focusable: boolean;
  onFocus(index: number): void;
  /** Null: it can't be sorted by. */
  onSort: (() => void) | null;
}

/** A head of a grid, which sorts where it can. */
export function HeadCell({ index, className, children, sorted, focusable, onFocus, onSort }: HeadCellProps) {
  const tabIndex = focusable ? 0 : -1;
  const focus = (): void => {
    onFocus(index);
  };
  return (
    <div
      role="columnheader"
      aria-colindex={index + 1}
      aria-sort={sorted}
      className={className}
      data-sorted={sorted}
    >
      {onSort === null ? (
        <span className={styles.plainHead} tabIndex={tabIndex} onFocus={focus}>
          {children}
        </span>
      ) : (
        <button type="button" tabIndex={tabIndex} onFocus={focus} onClick={onSort}>
          <span className="el">{children}</span>
          {sorted === undefined ? null : <Icon name={sorted === 'ascending' ? 'asc' : 'desc'} />}
        </button>
      )}
    </div>
  );
}
