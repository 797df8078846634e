import { useCallback, useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';
import { useSocios } from '../../../app/services.tsx';
import base from '../../../components/grid/Grid.module.css';
import {
  linesOfPage,
  useFollowFocus,
  useLines,
  useVisibleRows,
  visibleHeads,
  type Lines,
} from '../../../components/grid/lines.ts';
import { useHeadHeight } from '../../../components/grid/useHeadHeight.ts';
import { useNow } from '../../../util/useNow.ts';
import { countLines, lineAt, type Section } from '../state/lines.ts';
import { groupNames } from '../words.ts';
import { COLUMNS } from './columns.ts';
import { GroupRow } from './GroupRow.tsx';
import { partnerMove } from './keys.ts';
import { PartnerHead } from './PartnerHead.tsx';
import { PartnerRow } from './PartnerRow.tsx';
import styles from './Partners.module.css';

const A_MINUTE = 60_000;
const NONE: readonly Section[] = [];

/**
 * The partners: any number at the cost of a screenful, in the sections of their groups. One stop for Tab: the
 * arrows walk the lines, Space and Shift select, and up from the first line are the heads, where they sort.
 */
export function PartnerGrid({ ref }: { ref?: Ref<{ focusActive(): void }> }) {
  const secciones = useSocios((m) => m.secciones) ?? NONE;
  const activa = useSocios((m) => m.activa);
  const consulta = useSocios((m) => m.consulta);
  const vista = useSocios((m) => m.vista);
  const choosing = useSocios((m) => m.elegidos.size > 0);
  const look = useSocios((m) => m.look);
  const [inHead, setInHead] = useState<number | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const [head, rowHeight] = useHeadHeight();
  const total = countLines(secciones);
  const lines = useLines(total, activa, rowHeight, scroller);
  useVisibleRows(lines, look);
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [consulta, vista]);

  const focusActive = useCallback(() => {
    setInHead(null);
    scroller.current
      ?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')
      ?.focus({ preventScroll: true });
  }, []);
  useImperativeHandle(ref, () => ({ focusActive }), [focusActive]);
  useFollowFocus(scroller, activa, inHead);

  return (
    <div className={base.frame}>
      <div
        ref={scroller}
        className={`${base.grid} ${styles.grid}`}
        role="grid"
        aria-label="Socios"
        aria-multiselectable="true"
        aria-rowcount={total + 1}
        aria-colcount={COLUMNS.length + 1}
        data-choosing={choosing || undefined}
        onKeyDown={useGridKeys({ lines, scroller, inHead, setInHead })}
        onCopy={useCopy()}
      >
        <PartnerHead ref={head} focused={inHead} onFocus={setInHead} />
        <Body lines={lines} inHead={inHead !== null} onEnter={setInHead} />
      </div>
      <Emptiness />
    </div>
  );
}

interface BodyProps {
  lines: Lines;
  inHead: boolean;
  onEnter(head: null): void;
}

function Body({ lines, inHead, onEnter }: BodyProps) {
  const secciones = useSocios((m) => m.secciones) ?? NONE;
  const activa = useSocios((m) => m.activa);
  const row = useSocios((m) => m.row);
  const elegidos = useSocios((m) => m.elegidos);
  const abierto = useSocios((m) => m.abierto);
  const resumen = useSocios((m) => m.resumen);
  const fold = useSocios((m) => m.fold);
  const toggle = useSocios((m) => m.toggle);
  useSocios((m) => m.version);
  const press = usePress(onEnter);
  const now = useNow(A_MINUTE);
  return (
    <div role="rowgroup" className={base.body} style={{ height: `${String(lines.getTotalSize())}px` }}>
      {lines.getVirtualItems().map(({ index, start, key }) => {
        const at = lineAt(secciones, index);
        const focusable = index === activa && !inHead;
        if (at === null) return null;
        if (at.tipo === 'grupo') {
          return (
            <GroupRow
              key={key}
              line={index}
              top={start}
              section={secciones[at.seccion] as Section}
              focusable={focusable}
              onFold={() => {
                onEnter(null);
                fold(at.seccion);
              }}
            />
          );
        }
        const partner = row(index);
        return (
          <PartnerRow
            key={key}
            line={index}
            indice={at.indice}
            top={start}
            row={partner}
            grupos={partner === undefined ? '' : groupNames(partner.grupos, resumen)}
            focusable={focusable}
            chosen={partner !== undefined && elegidos.has(partner.ruc)}
            open={partner !== undefined && partner.ruc === abierto}
            now={now}
            onPress={press}
            onToggle={toggle}
          />
        );
      })}
    </div>
  );
}

/** A click opens; with Ctrl it selects one more, with Shift up to here. */
function usePress(onEnter: (head: null) => void): (line: number, event: React.MouseEvent) => void {
  const open = useSocios((m) => m.open);
  const toggle = useSocios((m) => m.toggle);
  const extend = useSocios((m) => m.extend);
  return useCallback(
    (line, event) => {
      onEnter(null);
      if (event.shiftKey) void extend(line);
      else if (event.ctrlKey || event.metaKey) toggle(line);
      else open(line);
    },
    [onEnter, open, toggle, extend],
  );
}

/** What stands in the place of rows where a search or a filter finds none. */
function Emptiness() {
  const nobody = useSocios((m) => m.secciones !== null && countLines(m.secciones) === 0);
  const texto = useSocios((m) => m.consulta.texto);
  if (!nobody) return null;
  return (
    <p className={base.empty} role="status">
      {texto.trim() === '' ? 'Ningún socio está en este filtro.' : `Ningún socio coincide con «${texto}».`}
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
  const secciones = useSocios((m) => m.secciones) ?? NONE;
  const activa = useSocios((m) => m.activa);
  const model = useActions();
  return (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'a') {
      event.preventDefault();
      void model.selectAll();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = partnerMove(event.key, event.shiftKey, {
      activa,
      secciones,
      total: countLines(secciones),
      inHead,
      heads: visibleHeads(scroller.current),
      pageRows: linesOfPage(lines),
    });
    if (move === null) return;
    event.preventDefault();
    if (move.tipo === 'cabecera') setInHead(move.columna);
    else if (move.tipo === 'detalle') model.open(activa);
    else if (move.tipo === 'elegir') model.toggle(activa);
    else if (move.tipo === 'plegar') model.fold(move.seccion);
    else {
      setInHead(null);
      if (move.extiende) void model.extend(move.linea);
      else model.activate(move.linea);
      lines.scrollToIndex(move.linea);
    }
  };
}

function useActions() {
  const open = useSocios((m) => m.open);
  const toggle = useSocios((m) => m.toggle);
  const fold = useSocios((m) => m.fold);
  const extend = useSocios((m) => m.extend);
  const activate = useSocios((m) => m.activate);
  const selectAll = useSocios((m) => m.selectAll);
  return { open, toggle, fold, extend, activate, selectAll };
}

/** Ctrl+C on a row without a selection of text copies its RUC; with partners selected, theirs. */
function useCopy(): (event: React.ClipboardEvent) => void {
  const row = useSocios((m) => m.row);
  const activa = useSocios((m) => m.activa);
  const elegidos = useSocios((m) => m.elegidos);
  return (event) => {
    if (window.getSelection()?.isCollapsed === false) return;
    const ruc = elegidos.size > 0 ? [...elegidos].join('\n') : row(activa)?.ruc;
    if (ruc === undefined) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', ruc);
  };
}
