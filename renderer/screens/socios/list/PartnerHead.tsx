import type { Ref } from 'react';
import { useSocios } from '../../../app/services.tsx';
import base from '../../../components/grid/Grid.module.css';
import { HeadCell } from '../../../components/grid/HeadCell.tsx';
import { sortedBy } from '../../../components/grid/sorting.ts';
import { COLUMNS, type PartnerColumn } from './columns.ts';
import styles from './Partners.module.css';

interface PartnerHeadProps {
  ref: Ref<HTMLDivElement>;
  /** The column whose head takes Tab, or null while a row does; the one that selects is the first. */
  focused: number | null;
  onFocus(column: number): void;
}

/** The heads: the first selects all, the others sort. */
export function PartnerHead({ ref, focused, onFocus }: PartnerHeadProps) {
  const orden = useSocios((m) => m.consulta.orden);
  const sort = useSocios((m) => m.sort);
  return (
    <div ref={ref} role="rowgroup" className={base.head}>
      <div role="row" aria-rowindex={1} className={base.line}>
        <ChooseAll focusable={focused === 0} onFocus={onFocus} />
        {COLUMNS.map((column, i) => {
          const { campo, clase } = column;
          return (
            <HeadCell
              key={clase}
              index={i + 1}
              className={styles[clase]}
              sorted={campo === null ? undefined : sortedBy(orden, campo)}
              focusable={focused === i + 1}
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

function Title({ column }: { column: PartnerColumn }) {
  if (column.tituloUnido === undefined) return column.titulo;
  return (
    <>
      <span className={styles.joined}>{column.tituloUnido}</span>
      <span className={styles.apart}>{column.titulo}</span>
    </>
  );
}

function ChooseAll({ focusable, onFocus }: { focusable: boolean; onFocus: (column: number) => void }) {
  const some = useSocios((m) => m.elegidos.size > 0);
  const selectAll = useSocios((m) => m.selectAll);
  const unselect = useSocios((m) => m.unselect);
  return (
    <div role="columnheader" aria-colindex={1} className={styles.elegir}>
      <input
        type="checkbox"
        tabIndex={focusable ? 0 : -1}
        aria-label={some ? 'Quitar la selección' : 'Elegir todos'}
        checked={some}
        onFocus={() => {
          onFocus(0);
        }}
        onChange={() => {
          if (some) unselect();
          else void selectAll();
        }}
      />
    </div>
  );
}
