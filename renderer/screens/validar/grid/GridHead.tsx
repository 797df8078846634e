import type { Ref } from 'react';
import { useRows } from '../../../app/services.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { columnsFor, type GridColumn } from './columns.ts';
import styles from './Grid.module.css';

/** The heads, which sort. `focused`: the column whose head takes Tab, or null while a row does. */
export function GridHead({
  ref,
  focused,
  onFocus,
}: {
  ref: Ref<HTMLDivElement>;
  focused: number | null;
  onFocus(column: number): void;
}) {
  const varios = useRows((m) => m.varios);
  return (
    <div ref={ref} role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={styles.line}>
        {columnsFor(varios).map((column, i) => (
          <Head key={column.clase} column={column} index={i} focusable={focused === i} onFocus={onFocus} />
        ))}
      </div>
    </div>
  );
}

interface HeadProps {
  column: GridColumn;
  index: number;
  focusable: boolean;
  onFocus(column: number): void;
}

function Head({ column, index, focusable, onFocus }: HeadProps) {
  const orden = useRows((m) => m.consulta.orden);
  const sort = useRows((m) => m.sort);
  const { campo } = column;
  const sorted =
    campo !== null && orden.campo === campo ? (orden.descendente ? 'descending' : 'ascending') : undefined;
  const words =
    column.tituloUnido === undefined ? (
      column.titulo
    ) : (
      <>
        <span className={styles.joined}>{column.tituloUnido}</span>
        <span className={styles.apart}>{column.titulo}</span>
      </>
    );
  return (
    <div
      role="columnheader"
      aria-colindex={index + 1}
      aria-sort={sorted}
      className={styles[column.clase]}
      data-sorted={sorted}
    >
      {campo === null ? (
        <span
          className={styles.plainHead}
          tabIndex={focusable ? 0 : -1}
          onFocus={() => {
            onFocus(index);
          }}
        >
          {words}
        </span>
      ) : (
        <button
          type="button"
          tabIndex={focusable ? 0 : -1}
          onFocus={() => {
            onFocus(index);
          }}
          onClick={() => {
            sort(campo);
          }}
        >
          <span className="el">{words}</span>
          {sorted === undefined ? null : <Icon name={sorted === 'ascending' ? 'asc' : 'desc'} />}
        </button>
      )}
    </div>
  );
}
