import type { Ref } from 'react';
import { useRows } from '../../../app/services.tsx';
import base from '../../../components/grid/Grid.module.css';
import { HeadCell } from '../../../components/grid/HeadCell.tsx';
import { sortedBy } from '../../../components/grid/sorting.ts';
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
  const orden = useRows((m) => m.consulta.orden);
  const sort = useRows((m) => m.sort);
  return (
    <div ref={ref} role="rowgroup" className={base.head}>
      <div role="row" aria-rowindex={1} className={base.line}>
        {columnsFor(varios).map((column, i) => {
          const { campo, clase } = column;
          return (
            <HeadCell
              key={clase}
              index={i}
              className={styles[clase]}
              sorted={campo === null ? undefined : sortedBy(orden, campo)}
              focusable={focused === i}
              onFocus={onFocus}
              onSort={
                campo === null
                  ? null
                  : () => {
                      sort(campo);
                    }
              }
            >
              <Title column={column} />
            </HeadCell>
          );
        })}
      </div>
    </div>
  );
}

function Title({ column }: { column: GridColumn }) {
  if (column.tituloUnido === undefined) return column.titulo;
  return (
    <>
      <span className={styles.joined}>{column.tituloUnido}</span>
      <span className={styles.apart}>{column.titulo}</span>
    </>
  );
}
