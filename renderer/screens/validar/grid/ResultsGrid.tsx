import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type Ref,
} from 'react';
import { useRows } from '../../../app/services.tsx';
import { failureSentence } from '../../../words/failures.ts';
import { useNow } from '../../../util/useNow.ts';
import { columnsFor } from './columns.ts';
import { GridHead } from './GridHead.tsx';
import { GridRow } from './GridRow.tsx';
import { moveOf } from './keys.ts';
import { useHeadHeight } from './useHeadHeight.ts';
import styles from './Grid.module.css';

const OVERSCAN = 12;
const A_MINUTE = 60_000;

type Lines = ReturnType<typeof useVirtualizer<HTMLDivElement, Element>>;

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
    <div className={styles.frame}>
      <div
        ref={scroller}
        className={styles.grid}
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
    <div role="rowgroup" className={styles.body} style={{ height: `${String(lines.getTotalSize())}px` }}>
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
      <p className={styles.empty} role="alert">
        {failureSentence(fallo)}
      </p>
    );
  }
  if (total !== 0) return null;
  return (
    <p className={styles.empty}>
      {texto === '' ? 'Ningún RUC tiene este veredicto.' : `Ningún RUC coincide con «${texto}».`}
    </p>
  );
}

/** The virtual lines; the active one is always among them, so that focus is never lost by scrolling. */
function useLines(
  count: number,
  activa: number,
  rowHeight: number,
  scroller: { current: HTMLDivElement | null },
): Lines {
  const rangeExtractor = useCallback(
    (range: Range) => {
      const shown = defaultRangeExtractor(range);
      if (activa >= count || shown.includes(activa)) return shown;
      return [...shown, activa].sort((a, b) => a - b);
    },
    [activa, count],
  );
  const lines = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    rangeExtractor,
    scrollPaddingStart: rowHeight,
    useFlushSync: false,
  });
  useLayoutEffect(() => {
    lines.measure();
  }, [lines, rowHeight]);
  return lines;
}

/** Tells the store which rows are looked at, so that it fetches those and no others. */
function useVisibleRows(lines: Lines, look: (first: number, last: number) => void): void {
  const first = lines.range?.startIndex ?? 0;
  const last = lines.range?.endIndex ?? 0;
  useEffect(() => {
    look(Math.max(0, first - OVERSCAN), last + OVERSCAN);
  }, [first, last, look]);
}

/** Where the grid has the focus, it goes with the active row. */
function useFollowFocus(
  scroller: { current: HTMLDivElement | null },
  activa: number,
  inHead: number | null,
): void {
  useLayoutEffect(() => {
    const grid = scroller.current;
    if (grid === null || !grid.contains(document.activeElement)) return;
    grid.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  }, [scroller, activa, inHead]);
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
    const pageRows = Math.max(1, (lines.range?.endIndex ?? 1) - (lines.range?.startIndex ?? 0) - 2);
    const move = moveOf(event.key, {
      activa,
      total,
      inHead,
      heads: visibleHeads(scroller.current),
      pageRows,
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

/** The columns that have room now: the others are out of the arrows' way. */
function visibleHeads(grid: HTMLElement | null): number[] {
  const heads = [...(grid?.querySelectorAll<HTMLElement>('[role="columnheader"]') ?? [])];
  return heads.flatMap((head, i) => (head.offsetParent === null ? [] : [i]));
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
