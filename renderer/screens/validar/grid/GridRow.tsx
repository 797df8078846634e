import { memo, type ReactNode } from 'react';
import type { RunRow } from '../../../../shared/contract.ts';
import { fuenteWords } from '../../../../shared/verdict.ts';
import base from '../../../components/grid/Grid.module.css';
import { Skeleton } from '../../../components/grid/Skeleton.tsx';
import { FileName } from '../../../components/FileName.tsx';
import { Verdict } from '../../../components/Verdict.tsx';
import { shortWhen, when } from '../../../format/dates.ts';
import { count } from '../../../format/numbers.ts';
import { nameTag } from '../../../words/names.ts';
import { columnsFor, type ColumnClass } from './columns.ts';
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
  /** The run has several sources: the row says which is its. */
  varios: boolean;
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
  varios,
  onOpen,
}: GridRowProps) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      tabIndex={focusable ? 0 : -1}
      className={base.line}
      data-five={index % 5 === 4 || undefined}
      style={{ transform: `translateY(${String(top)}px)` }}
      onClick={() => {
        onOpen(index);
      }}
    >
      {row === undefined ? (
        <Loading index={index} varios={varios} />
      ) : (
        <Cells row={row} index={index} now={now} varios={varios} />
      )}
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
    a.now === b.now &&
    a.varios === b.varios
  );
}

interface CellProps {
  row: RunRow;
  index: number;
  now: number;
  varios: boolean;
}

function Cells({ row, index, now, varios }: CellProps) {
  const waiting = row.veredicto === null;
  return (
    <>
      <Cell of="fila" varios={varios}>
        {count(row.fila)}
        {row.filas > 1 ? (
          <span className={styles.times} title={`Aparece en ${count(row.filas)} filas`}>
            {' '}
            ×{count(row.filas)}
          </span>
        ) : null}
      </Cell>
      {varios ? (
        <Cell of="libro" varios>
          <FileName name={row.libro} />
        </Cell>
      ) : null}
      <Cell of="veredicto" varios={varios}>
        {row.veredicto === null ? (
          <span className="t3">En espera</span>
        ) : (
          <Verdict of={row.veredicto} quiet={row.veredicto === 'APTO'} />
        )}
      </Cell>
      <Cell of="ruc" varios={varios} title={row.ruc.length > 11 ? row.ruc : undefined}>
        {row.ruc}
      </Cell>
      <Cell of="nombre" varios={varios} title={row.razonSocial}>
        {waiting ? <Skeleton index={index} /> : <Text of={row.razonSocial} />}
      </Cell>
      <Cell of="estado" varios={varios} title={row.estado}>
        {waiting ? '' : <Text of={row.estado} />}
      </Cell>
      <Cell of="condicion" varios={varios} title={`${row.estado} · ${row.condicion}`}>
        {waiting ? '' : <Condition estado={row.estado} condicion={row.condicion} />}
      </Cell>
      <Observation row={row} varios={varios} />
      <SourceCell row={row} varios={varios} now={now} />
    </>
  );
}

interface OneCellProps {
  of: ColumnClass;
  varios: boolean;
  title?: string;
  children?: ReactNode;
}

function Cell({ of, varios, title, children }: OneCellProps) {
  const place = columnsFor(varios).findIndex((column) => column.clase === of);
  return (
    <div
      role="gridcell"
      aria-colindex={place + 1}
      className={of === 'veredicto' ? base.veredicto : styles[of]}
      title={title}
    >
      {children}
    </div>
  );
}

/** What to know of it, first of all how its name compares, since a long text is cut at its end. */
function Observation({ row, varios }: { row: RunRow; varios: boolean }) {
  const tag = nameTag(row);
  const parts = [tag, row.observacion].filter((text) => text !== '');
  return (
    <Cell of="observacion" varios={varios} title={parts.join('. ')}>
      {tag === '' ? row.observacion : <b className={styles.tag}>{tag}</b>}
      {tag !== '' && row.observacion !== '' ? ` · ${row.observacion}` : null}
    </Cell>
  );
}

function SourceCell({ row, varios, now }: { row: RunRow; varios: boolean; now: number }) {
  const at = asked(row);
  return (
    <Cell of="fuente" varios={varios} title={sourceTitle(row, now)}>
      {row.fuente === null ? null : (
        <>
          {fuenteWords(row.fuente, row.origen ?? undefined)}
          {at === null ? null : <span className="t3"> {shortWhen(at, now)}</span>}
        </>
      )}
    </Cell>
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

function Loading({ index, varios }: { index: number; varios: boolean }) {
  return columnsFor(varios).map(({ clase }) => (
    <Cell key={clase} of={clase} varios={varios}>
      {clase === 'nombre' ? <Skeleton index={index} /> : null}
    </Cell>
  ));
}
