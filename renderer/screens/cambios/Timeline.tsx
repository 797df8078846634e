import { useCallback, useEffect, useImperativeHandle, useRef, type Ref } from 'react';
import { useApp, useCambios, useSocios } from '../../app/services.tsx';
import { ActionButton } from '../../components/ActionButton.tsx';
import { moveOf } from '../../components/grid/keys.ts';
import {
  linesOfPage,
  useFollowFocus,
  useLines,
  useVisibleRows,
  type Lines,
} from '../../components/grid/lines.ts';
import { useHeadHeight } from '../../components/grid/useHeadHeight.ts';
import { toLimaDay } from '../../../shared/time.ts';
import { useNow } from '../../util/useNow.ts';
import { ChangeRow, DayHead } from './ChangeRow.tsx';
import { emptiness } from './words.ts';
import styles from './Cambios.module.css';

const A_MINUTE = 60_000;
const COLUMNS = ['Día', 'Hora', 'Veredicto', 'Socio y cambio', 'Grupos'] as const;

/**
 * The changes in days, the newest first: any number of rows at the cost of a screenful. One stop for Tab; the arrows
 * walk the rows, Enter goes to the partner, L marks as read or not.
 */
export function Timeline({ ref }: { ref?: Ref<{ focusActive(): void }> }) {
  const total = useCambios((m) => m.total);
  const activa = useCambios((m) => m.activa);
  const consulta = useCambios((m) => m.consulta);
  const look = useCambios((m) => m.look);
  const scroller = useRef<HTMLDivElement>(null);
  const [dayHead, rowHeight] = useHeadHeight();
  const lines = useLines(total ?? 0, activa, rowHeight, scroller);
  useVisibleRows(lines, look);
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [consulta]);
  const focusActive = useCallback(() => {
    scroller.current
      ?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')
      ?.focus({ preventScroll: true });
  }, []);
  useImperativeHandle(ref, () => ({ focusActive }), [focusActive]);
  useFollowFocus(scroller, activa, null);
  const onKeyDown = useTimelineKeys(lines);
  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        className={styles.grid}
        role="grid"
        aria-label="Cambios"
        aria-keyshortcuts="Enter L"
        aria-rowcount={(total ?? 0) + 1}
        aria-colcount={COLUMNS.length}
        onKeyDown={onKeyDown}
        onCopy={useCopyActive()}
      >
        <div role="rowgroup" className="sr">
          <div role="row" aria-rowindex={1}>
            {COLUMNS.map((title, i) => (
              <span key={title} role="columnheader" aria-colindex={i + 1}>
                {title}
              </span>
            ))}
          </div>
        </div>
        <StandingDay ref={dayHead} first={lines.range?.startIndex ?? 0} />
        <Body lines={lines} />
      </div>
      <Emptiness />
    </div>
  );
}

/** The day of the first row in sight, which stays while its rows pass. */
function StandingDay({ ref, first }: { ref: Ref<HTMLDivElement>; first: number }) {
  const row = useCambios((m) => m.row);
  useCambios((m) => m.version);
  const now = useNow(A_MINUTE);
  const at = row(first)?.notadoEn;
  return (
    <div ref={ref} className={styles.standing} aria-hidden="true" role="presentation">
      {at === undefined ? null : <DayHead at={at} now={now} />}
    </div>
  );
}

function Body({ lines }: { lines: Lines }) {
  const row = useCambios((m) => m.row);
  const activa = useCambios((m) => m.activa);
  const open = useCambios((m) => m.open);
  const mark = useCambios((m) => m.mark);
  const grupos = useSocios((m) => m.resumen?.grupos);
  useCambios((m) => m.version);
  const now = useNow(A_MINUTE);
  const names = new Map(grupos?.map(({ clave, nombre }) => [clave, nombre]));
  return (
    <div role="rowgroup" className={styles.body} style={{ height: `${String(lines.getTotalSize())}px` }}>
      {lines.getVirtualItems().map(({ key, index, start }) => {
        const change = row(index);
        const before = row(index - 1);
        return (
          <ChangeRow
            key={key}
            index={index}
            top={start}
            change={change}
            groups={change?.grupos.map((clave) => names.get(clave) ?? clave).join(', ') ?? ''}
            firstOfDay={
              change !== undefined &&
              (before === undefined || toLimaDay(before.notadoEn) !== toLimaDay(change.notadoEn))
            }
            focusable={index === activa}
            now={now}
            onOpen={open}
            onMark={mark}
          />
        );
      })}
    </div>
  );
}

/** What stands in the place of changes where there are none. */
function Emptiness() {
  const total = useCambios((m) => m.total);
  const consulta = useCambios((m) => m.consulta);
  const clear = useCambios((m) => m.clearFilters);
  const resumen = useSocios((m) => m.resumen);
  const go = useApp((m) => m.go);
  const now = useNow(A_MINUTE);
  if (total !== 0) return null;
  const { frase, accion } = emptiness(consulta, resumen, now);
  return (
    <div className={styles.empty}>
      <p>{frase}</p>
      {accion === 'filtros' ? <ActionButton onClick={clear}>Quitar filtros</ActionButton> : null}
      {accion === 'socios' ? (
        <ActionButton
          kind="primary"
          onClick={() => {
            go('socios');
          }}
        >
          Ir a Socios
        </ActionButton>
      ) : null}
    </div>
  );
}

function useTimelineKeys(lines: Lines): (event: React.KeyboardEvent) => void {
  const total = useCambios((m) => m.total) ?? 0;
  const activa = useCambios((m) => m.activa);
  const activate = useCambios((m) => m.activate);
  const open = useCambios((m) => m.open);
  const mark = useCambios((m) => m.mark);
  const row = useCambios((m) => m.row);
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.toLowerCase() === 'l') {
      event.preventDefault();
      void mark(activa, row(activa)?.leido !== true);
      return;
    }
    const place = { activa, total, inHead: null, heads: [], pageRows: linesOfPage(lines) };
    const move = moveOf(event.key, place);
    if (move === null || move.tipo === 'cabecera') return;
    event.preventDefault();
    if (move.tipo === 'detalle') void open(activa);
    else {
      activate(move.fila);
      lines.scrollToIndex(move.fila);
    }
  };
}

/** Ctrl+C on a row without a selection copies its RUC. */
function useCopyActive(): (event: React.ClipboardEvent) => void {
  const row = useCambios((m) => m.row);
  const activa = useCambios((m) => m.activa);
  return (event) => {
    const ruc = row(activa)?.ruc;
    if (ruc === undefined || window.getSelection()?.isCollapsed === false) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', ruc);
  };
}
