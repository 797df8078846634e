import { memo } from 'react';
import type { RunRow } from '../../../../shared/contract.ts';
import { fuenteWords } from '../../../../shared/verdict.ts';
import { Verdict } from '../../../components/Verdict.tsx';
import { shortWhen, when } from '../../../format/dates.ts';
import { count } from '../../../format/numbers.ts';
import styles from './Grid.module.css';

interface GridRowProps {
  index: number;
  /** Pixels from the top of the list. */
  top: number;
  /** Undefined while it is being fetched. */
  row: RunRow | undefined;
  focusable: boolean;
  selected: boolean;
  now: number;
  onOpen(index: number): void;
}

/** One row of the results; every fifth has the stronger line, as in a ledger. */
export const GridRow = memo(function GridRow({
  index,
  top,
  row,
  focusable,
  selected,
  now,
  onOpen,
}: GridRowProps) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      tabIndex={focusable ? 0 : -1}
      className={styles.line}
      data-five={index % 5 === 4 || undefined}
      style={{ transform: `translateY(${String(top)}px)` }}
      onClick={() => {
        onOpen(index);
      }}
    >
      {row === undefined ? <Loading index={index} /> : <Cells row={row} index={index} now={now} />}
    </div>
  );
}, sameRow);

function sameRow(a: GridRowProps, b: GridRowProps): boolean {
  return (
    a.index === b.index &&
    a.top === b.top &&
    a.row === b.row &&
    a.focusable === b.focusable &&
    a.selected === b.selected &&
    a.now === b.now
  );
}

function Cells({ row, index, now }: { row: RunRow; index: number; now: number }) {
  const waiting = row.veredicto === null;
  const at = asked(row);
  return (
    <>
      <div role="gridcell" aria-colindex={1} className={styles.fila}>
        {count(row.fila)}
        {row.filas > 1 ? (
          <span className={styles.times} title={`Aparece en ${count(row.filas)} filas`}>
            {' '}
            ×{count(row.filas)}
          </span>
        ) : null}
      </div>
      <div role="gridcell" aria-colindex={2} className={styles.veredicto}>
        {row.veredicto === null ? (
          <span className="t3">En espera</span>
        ) : (
          <Verdict of={row.veredicto} quiet={row.veredicto === 'APTO'} />
        )}
      </div>
      <div
        role="gridcell"
        aria-colindex={3}
        className={styles.ruc}
        title={row.ruc.length > 11 ? row.ruc : undefined}
      >
        {row.ruc}
      </div>
      <div role="gridcell" aria-colindex={4} className={styles.nombre} title={row.razonSocial}>
        {waiting ? <Skeleton index={index} /> : <Text of={row.razonSocial} />}
      </div>
      <div role="gridcell" aria-colindex={5} className={styles.estado} title={row.estado}>
        {waiting ? '' : <Text of={row.estado} />}
      </div>
      <div
        role="gridcell"
        aria-colindex={6}
        className={styles.condicion}
        title={`${row.estado} · ${row.condicion}`}
      >
        {waiting ? '' : <Condition estado={row.estado} condicion={row.condicion} />}
      </div>
      <div role="gridcell" aria-colindex={7} className={styles.observacion} title={row.observacion}>
        {row.observacion}
      </div>
      <div role="gridcell" aria-colindex={8} className={styles.fuente} title={sourceTitle(row, now)}>
        {row.fuente === null ? null : (
          <>
            {fuenteWords(row.fuente, row.origen ?? undefined)}
            {at === null ? null : <span className="t3"> {shortWhen(at, now)}</span>}
          </>
        )}
      </div>
    </>
  );
}

/** Where Estado has no room, an estado that is not ACTIVO is told here. */
function Condition({ estado, condicion }: { estado: string; condicion: string }) {
  if (condicion === '' && estado === '') return <Text of="" />;
  if (estado === '' || estado === 'ACTIVO') return <Text of={condicion} />;
  return (
    <>
      <span className={styles.joined}>
        {condicion === '' || condicion === 'HABIDO' ? estado : `${estado} · ${condicion}`}
      </span>
      <span className={styles.apart}>
        <Text of={condicion} />
      </span>
    </>
  );
}

function Text({ of }: { of: string }) {
  return of === '' ? <span className="t3">—</span> : of;
}

function sourceTitle(row: RunRow, now: number): string | undefined {
  if (row.fuente === null) return undefined;
  const words = fuenteWords(row.fuente, row.origen ?? undefined);
  const at = asked(row);
  return at === null ? words : `${words}, ${when(at, now)}`;
}

/** When the look-up was that brought it; null where there was none. */
function asked(row: RunRow): number | null {
  return row.fuente === 'LOCAL' || row.fuente === 'NINGUNA' ? null : row.consultadoEn;
}

function Loading({ index }: { index: number }) {
  return (
    <>
      <div role="gridcell" aria-colindex={1} className={styles.fila} />
      <div role="gridcell" aria-colindex={2} className={styles.veredicto} />
      <div role="gridcell" aria-colindex={3} className={styles.ruc} />
      <div role="gridcell" aria-colindex={4} className={styles.nombre}>
        <Skeleton index={index} />
      </div>
    </>
  );
}

/** A bar of uneven length in the place of a name that is not here yet. */
function Skeleton({ index }: { index: number }) {
  return <span className={styles.skeleton} style={{ width: `${String(30 + ((index * 37) % 40))}%` }} />;
}
