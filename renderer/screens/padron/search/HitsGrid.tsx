import { useLayoutEffect, useRef } from 'react';
import type { NameHitView } from '../../../../shared/contract.ts';
import { usePadron } from '../../../app/services.tsx';
import { Verdict } from '../../../components/Verdict.tsx';
import { placeWords } from '../words.ts';
import { stateWords } from '../../../components/drawer/stretches.ts';
import { moveOf } from '../../../components/grid/keys.ts';
import styles from './Search.module.css';

const COLUMNS: readonly { clase: string; titulo: string; unido?: string }[] = [
  { clase: 'veredicto', titulo: 'Veredicto' },
  { clase: 'ruc', titulo: 'RUC' },
  { clase: 'nombre', titulo: 'Nombre o razón social' },
  { clase: 'estado', titulo: 'Estado' },
  { clase: 'condicion', titulo: 'Condición', unido: 'Estado y condición' },
  { clase: 'lugar', titulo: 'Lugar' },
];
const PAGE_ROWS = 10;
const NONE: readonly NameHitView[] = [];

/** The results of a search: one stop for Tab, the arrows walk the rows, Enter opens the detail. */
export function HitsGrid() {
  const stale = usePadron((m) => m.buscando);
  const activo = usePadron((m) => m.activo);
  const abierto = usePadron((m) => m.abierto);
  const hallado = usePadron((m) => m.hallado);
  const open = usePadron((m) => m.open);
  const hits = hallado?.resultados ?? NONE;
  const grid = useRef<HTMLDivElement>(null);
  useFollowFocus(grid, activo);
  useLayoutEffect(() => {
    grid.current?.scrollTo({ top: 0 });
  }, [hallado]);
  const onKeyDown = useHitKeys();
  return (
    <div
      ref={grid}
      className={styles.grid}
      role="grid"
      aria-label="Resultados de la búsqueda"
      aria-rowcount={hits.length + 1}
      aria-busy={stale}
      onKeyDown={onKeyDown}
      onCopy={(event) => {
        const ruc = hits[activo]?.ruc;
        if (ruc === undefined || window.getSelection()?.isCollapsed === false) return;
        event.preventDefault();
        event.clipboardData.setData('text/plain', ruc);
      }}
    >
      <div role="rowgroup" className={styles.head}>
        <div role="row" className={styles.line} aria-rowindex={1}>
          {COLUMNS.map(({ clase, titulo, unido }) => (
            <div key={clase} role="columnheader" className={styles[clase]}>
              {unido === undefined ? (
                titulo
              ) : (
                <>
                  <span className={styles.apart}>{titulo}</span>
                  <span className={styles.joined}>{unido}</span>
                </>
              )}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup">
        {hits.map((hit, i) => (
          <HitRow
            key={hit.ruc}
            hit={hit}
            index={i}
            focusable={i === activo}
            selected={hit.ruc === abierto}
            onOpen={() => void open(hit.ruc)}
          />
        ))}
      </div>
    </div>
  );
}

/** Where the grid has the focus, it goes with the active row. */
function useFollowFocus(grid: { current: HTMLDivElement | null }, activo: number): void {
  useLayoutEffect(() => {
    const box = grid.current;
    if (box === null || !box.contains(document.activeElement)) return;
    const row = box.querySelector<HTMLElement>('[tabindex="0"]');
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
  }, [grid, activo]);
}

function useHitKeys(): (event: React.KeyboardEvent) => void {
  const hits = usePadron((m) => m.hallado?.resultados ?? NONE);
  const activo = usePadron((m) => m.activo);
  const activate = usePadron((m) => m.activate);
  const open = usePadron((m) => m.open);
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || hits.length === 0) return;
    const place = { activa: activo, total: hits.length, inHead: null, heads: [], pageRows: PAGE_ROWS };
    const move = moveOf(event.key, place);
    if (move === null || move.tipo === 'cabecera') return;
    event.preventDefault();
    if (move.tipo === 'fila') activate(move.fila);
    else void open((hits[activo] as NameHitView).ruc);
  };
}

interface HitRowProps {
  hit: NameHitView;
  index: number;
  focusable: boolean;
  selected: boolean;
  onOpen(): void;
}

function HitRow({ hit, index, focusable, selected, onOpen }: HitRowProps) {
  const place = placeWords(hit);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      tabIndex={focusable ? 0 : -1}
      className={styles.line}
      data-five={index % 5 === 4 || undefined}
      onClick={onOpen}
    >
      <div role="gridcell" className={styles.veredicto}>
        <Verdict of={hit.veredicto} quiet={hit.veredicto === 'APTO'} />
      </div>
      <div role="gridcell" className={styles.ruc}>
        {hit.ruc}
      </div>
      <div role="gridcell" className={styles.nombre} title={hit.razonSocial}>
        {hit.razonSocial}
      </div>
      <div role="gridcell" className={styles.estado} title={hit.estado}>
        {hit.estado}
      </div>
      <div role="gridcell" className={styles.condicion} title={`${hit.estado} · ${hit.condicion}`}>
        <span className={styles.apart}>{hit.condicion}</span>
        <span className={styles.joined}>{stateWords(hit.estado, hit.condicion)}</span>
      </div>
      <div role="gridcell" className={styles.lugar} title={place}>
        {place}
      </div>
    </div>
  );
}
