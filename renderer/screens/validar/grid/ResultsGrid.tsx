import { useCallback, useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';
import { useRows } from '../../../app/services.tsx';
import base from '../../../components/grid/Grid.module.css';
import { moveOf } from '../../../components/grid/keys.ts';
import {
  linesOfPage,
  useFollowFocus,
  useLines,
  useVisibleRows,
  visibleHeads,
  type Lines,
} from '../../../components/grid/lines.ts';
import { useHeadHeight } from '../../../components/grid/useHeadHeight.ts';
import { failureSentence } from '../../../words/failures.ts';
import { useNow } from '../../../util/useNow.ts';
import { columnsFor } from './columns.ts';
import { GridHead } from './GridHead.tsx';
import { GridRow } from './GridRow.tsx';
import styles from './Grid.module.css';

const A_MINUTE = 60_000;

/**
 * The results: any number of rows at the cost of a screenful. One stop for Tab: from the active row the arrows
 * walk the rows, and up from the first one the heads, where they sort.
 */
export function ResultsGrid({ ref }: { ref?: Ref<{ focusActive(): void }> }) {
  const total = useRows((m) => m.total);
  const activa = useRows((m) => m.activa);
  const consulta = useRows((m) => m.consulta);
  const varios = useRows((m) => m.varios);
  const look = useRows((m) => m.look);
  const [inHead, setInHead] = useState<number | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const [head, rowHeight] = useHeadHeight();
  const lines = useLines(total ?? 0, activa, rowHeight, scroller);
  useVisibleRows(lines, look);
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [consulta]);

  const focusActive = useCallback(() => {
    setInHead(null);
    scroller.current
      ?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')
      ?.focus({ preventScroll: true });
  }, []);
  useImperativeHandle(ref, () => ({ focusActive }), [focusActive]);
  useFollowFocus(scroller, activa, inHead);
  const onKeyDown = useGridKeys({ lines, scroller, inHead, setInHead });

  return (
    <div className={base.frame}>
      <div
        ref={scroller}
        className={`${base.grid} ${styles.grid}`}
        role="grid"
        aria-label="Resultados"
        aria-rowcount={(total ?? 0) + 1}
        aria-colcount={columnsFor(varios).length}
        data-varios={varios || undefined}
        onKeyDown={onKeyDown}
        onCopy={useCopyActive()}
      >
        <GridHead ref={head} focused={inHead} onFocus={setInHead} />
        <Body lines={lines} inHead={inHead !== null} onEnter={setInHead} />
      </div>
      <Emptiness />
    </div>
  );
}

function Body({ lines, inHead, onEnter }: { lines: Lines; inHead: boolean; onEnter: (head: null) => void }) {
  const row = useRows((m) => m.row);
  const activa = useRows((m) => m.activa);
  const abierta = useRows((m) => m.abierta);
  const openDetail = useRows((m) => m.openDetail);
  const varios = useRows((m) => m.varios);
  useRows((m) => m.version);
  const now = useNow(A_MINUTE);
  return (
    <div role="rowgroup" className={base.body} style={{ height: `${String(lines.getTotalSize())}px` }}>
      {lines.getVirtualItems().map((item) => (
        <GridRow
          key={item.key}
          index={item.index}
          top={item.start}
          row={row(item.index)}
          focusable={item.index === activa && !inHead}
          selected={item.index === abierta}
          now={now}
          varios={varios}
          onOpen={(index) => {
            onEnter(null);
            openDetail(index);
          }}
        />
      ))}
    </div>
  );
}

/** What stands in the place of rows where there are none. */
function Emptiness() {
  const total = useRows((m) => m.total);
  const fallo = useRows((m) => m.fallo);
  const texto = useRows((m) => m.consulta.texto);
  if (fallo !== null) {
    return (
      <p className={base.empty} role="alert">
        {failureSentence(fallo)}
      </p>
    );
  }
  if (total !== 0) return null;
  return (
    <p className={base.empty}>
      {texto === '' ? 'Ningún RUC tiene este veredicto.' : `Ningún RUC coincide con «${texto}».`}
    </p>
  );
}

interface GridKeys {
  lines: Lines;
  scroller: { current: HTMLDivElement | null };
  inHead: number | null;
  setInHead(column: number | null): void;
}

function useGridKeys({ lines, scroller, inHead, setInHead }: GridKeys): (event: React.KeyboardEvent) => void {
  const total = useRows((m) => m.total) ?? 0;
  const activa = useRows((m) => m.activa);
  const activate = useRows((m) => m.activate);
  const openDetail = useRows((m) => m.openDetail);
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = moveOf(event.key, {
      activa,
      total,
      inHead,
      heads: visibleHeads(scroller.current),
      pageRows: linesOfPage(lines),
    });
    if (move === null) return;
    event.preventDefault();
    if (move.tipo === 'cabecera') setInHead(move.columna);
    else if (move.tipo === 'detalle') openDetail(activa);
    else {
      setInHead(null);
      activate(move.fila);
      lines.scrollToIndex(move.fila);
    }
  };
}

/** Ctrl+C on a row without a selection copies its RUC. */
function useCopyActive(): (event: React.ClipboardEvent) => void {
  const row = useRows((m) => m.row);
  const activa = useRows((m) => m.activa);
  return (event) => {
    const ruc = row(activa)?.ruc;
    if (ruc === undefined || window.getSelection()?.isCollapsed === false) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', ruc);
  };
}
