import { memo, type MouseEvent, type ReactNode } from 'react';
import type { PartnerRow as Row } from '../../../../shared/contract.ts';
import { toLimaDay } from '../../../../shared/time.ts';
import base from '../../../components/grid/Grid.module.css';
import { Skeleton } from '../../../components/grid/Skeleton.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { Verdict } from '../../../components/Verdict.tsx';
import {
  answeredTitle,
  answeredWords,
  attemptWords,
  confirmedWords,
  failedSince,
  kindWords,
} from '../words.ts';
import { COLUMNS, placeOf, type ColumnClass } from './columns.ts';
import styles from './Partners.module.css';

interface PartnerRowProps {
  /** Its line in the table, and its place within its section. */
  line: number;
  indice: number;
  /** Pixels from the top of the list. */
  top: number;
  /** Undefined while it is being fetched. */
  row: Row | undefined;
  grupos: string;
  focusable: boolean;
  chosen: boolean;
  open: boolean;
  now: number;
  onPress(line: number, event: MouseEvent): void;
  onToggle(line: number): void;
}

/** One partner; every fifth of its section has the stronger line, as in a ledger. */
export const PartnerRow = memo(function PartnerRow(props: PartnerRowProps) {
  const { line, indice, top, row, focusable, chosen, open, onPress } = props;
  return (
    <div
      role="row"
      aria-rowindex={line + 2}
      aria-selected={chosen}
      aria-current={open || undefined}
      tabIndex={focusable ? 0 : -1}
      className={base.line}
      data-open={open || undefined}
      data-five={indice % 5 === 4 || undefined}
      style={{ transform: `translateY(${String(top)}px)` }}
      onClick={(event) => {
        onPress(line, event);
      }}
    >
      {row === undefined ? <Loading line={line} /> : <Cells {...props} row={row} />}
    </div>
  );
});

interface CellsProps extends PartnerRowProps {
  row: Row;
}

function Cells({ line, row, grupos, chosen, now, onToggle }: CellsProps) {
  return (
    <>
      <div role="gridcell" aria-colindex={1} className={styles.elegir}>
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={`Elegir ${row.razonSocial === '' ? row.ruc : row.razonSocial}`}
          checked={chosen}
          onClick={(event) => {
            event.stopPropagation();
          }}
          onChange={() => {
            onToggle(line);
          }}
        />
      </div>
      <Cell of="ruc">{row.ruc}</Cell>
      <NameCell row={row} />
      <Cell of="alias" title={row.alias}>
        {row.alias}
      </Cell>
      <Cell of="tipo">{kindWords(row.tipo)}</Cell>
      <Cell of="grupos" title={grupos}>
        {grupos}
      </Cell>
      <Cell of="veredicto">
        {row.veredicto === null ? (
          <span className="t3">Sin consultar</span>
        ) : (
          <Verdict of={row.veredicto} quiet={row.veredicto === 'APTO'} />
        )}
      </Cell>
      <Cell of="estado" title={row.estado}>
        <Text of={row.estado} />
      </Cell>
      <Cell of="condicion" title={`${row.estado} · ${row.condicion}`}>
        <Condition estado={row.estado} condicion={row.condicion} />
      </Cell>
      <Cell of="desde">{row.desde === null ? <Text of="" /> : toLimaDay(row.desde)}</Cell>
      <AnsweredCell row={row} now={now} />
      <Cell of="intento" title={attemptWords(row, now)}>
        {failedSince(row) ? attemptWords(row, now) : ''}
      </Cell>
      <Cell of="nota" title={row.nota}>
        {row.nota}
      </Cell>
    </>
  );
}

function NameCell({ row: { alias, razonSocial, veredicto } }: { row: Row }) {
  return (
    <Cell of="nombre" title={[alias, razonSocial].filter((text) => text !== '').join(' · ')}>
      {alias === '' ? null : <b>{alias}</b>}
      {razonSocial === '' ? (
        <span className="t3">{veredicto === null ? 'Nombre por consultar' : 'Sin nombre registrado'}</span>
      ) : (
        <span className={alias === '' ? undefined : styles.behind}>{razonSocial}</span>
      )}
    </Cell>
  );
}

/** How long ago it answered; the clock says that it is too long, the broken link that asking failed since. */
function AnsweredCell({ row, now }: { row: Row; now: number }) {
  const late = row.vencido || row.sinConfirmarDesde !== null;
  return (
    <Cell of="respondido" title={answeredTitle(row, now)}>
      <span data-late={late || undefined}>
        {late ? <Icon name="reloj" /> : null}
        <span className={`el ${styles.long}`}>{confirmedWords(row, now)}</span>
        <span className={`el ${styles.short}`}>{answeredWords(row, now)}</span>
        {late ? (
          <span className="sr">{row.sinConfirmarDesde === null ? 'vencido' : 'sin confirmar'}</span>
        ) : null}
        {failedSince(row) ? (
          <>
            <Icon name="cortado" />
            <span className="sr">el último intento no tuvo respuesta</span>
          </>
        ) : null}
      </span>
    </Cell>
  );
}

interface CellProps {
  of: ColumnClass;
  title?: string;
  children?: ReactNode;
}

function Cell({ of, title, children }: CellProps) {
  return (
    <div
      role="gridcell"
      aria-colindex={placeOf(of)}
      className={of === 'veredicto' ? base.veredicto : styles[of]}
      title={title === '' ? undefined : title}
    >
      {children}
    </div>
  );
}

/** Where Estado has no room, an estado that is not ACTIVO is told here. */
function Condition({ estado, condicion }: { estado: string; condicion: string }) {
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

function Loading({ line }: { line: number }) {
  return (
    <>
      <div role="gridcell" aria-colindex={1} className={styles.elegir} />
      {COLUMNS.map(({ clase }) => (
        <Cell key={clase} of={clase}>
          {clase === 'nombre' ? <Skeleton index={line} /> : null}
        </Cell>
      ))}
    </>
  );
}
