import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect } from 'react';

/** Lines drawn beyond either edge of what is seen. */
const OVERSCAN = 12;

/** The virtual lines of a grid. */
export type Lines = ReturnType<typeof useVirtualizer<HTMLDivElement, Element>>;

type Scroller = { current: HTMLDivElement | null };

/** The virtual lines; the active one is always among them, so that focus is never lost by scrolling. */
export function useLines(count: number, activa: number, rowHeight: number, scroller: Scroller): Lines {
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

/** Tells which lines are looked at, so that the store fetches those and no others. */
export function useVisibleRows(lines: Lines, look: (first: number, last: number) => void): void {
  const first = lines.range?.startIndex ?? 0;
  const last = lines.range?.endIndex ?? 0;
  useEffect(() => {
    look(Math.max(0, first - OVERSCAN), last + OVERSCAN);
  }, [first, last, look]);
}

/** Where the grid has the focus, it goes with the active line, or with the head `inHead`. */
export function useFollowFocus(scroller: Scroller, activa: number, inHead: number | null): void {
  useLayoutEffect(() => {
    const grid = scroller.current;
    if (grid === null || !grid.contains(document.activeElement)) return;
    grid.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  }, [scroller, activa, inHead]);
}

/** Lines that Page Up and Page Down pass. */
export function linesOfPage(lines: Lines): number {
  return Math.max(1, (lines.range?.endIndex ?? 1) - (lines.range?.startIndex ?? 0) - 2);
}

/** The columns that have room now: the others are out of the arrows' way. */
export function visibleHeads(grid: HTMLElement | null): number[] {
  const heads = [...(grid?.querySelectorAll<HTMLElement>('[role="columnheader"]') ?? [])];
  return heads.flatMap((head, i) => (head.offsetParent === null ? [] : [i]));
}
