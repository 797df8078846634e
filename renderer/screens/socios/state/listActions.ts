import { pressed } from '../../../components/grid/sorting.ts';
import { createPacer, type Timers } from '../../../util/pacer.ts';
import { countLines, lineAt, startOf } from './lines.ts';
import {
  groupOf,
  inSections,
  type DetailActions,
  type ListActions,
  type PartnerFilters,
  type PartnerView,
  type SelectionActions,
  type SociosKit,
} from './model.ts';
import { PartnerLines } from './partnerLines.ts';

const REFRESH_EVERY_MS = 700;

/** The lines of the table as the store drives them. */
export interface LineSource {
  /** Starts the query in force anew. */
  query(): void;
  /** Fetches what is looked at again, soon. */
  again(): void;
  clear(): void;
  /** What is drawn, or null. */
  shown(): PartnerLines | null;
}

/** The lines: those of the query before stay until the first answer of the one in force. */
export function lineSource({ bridge, get, set }: SociosKit, timers: Timers | undefined): LineSource {
  let asked: PartnerLines | null = null;
  let shown: PartnerLines | null = null;
  const pacer = createPacer(() => void asked?.load(), REFRESH_EVERY_MS, timers);
  const changed = (lines: PartnerLines): void => {
    if (shown !== lines) shown?.close();
    shown = lines;
    const secciones = lines.sections;
    if (secciones === null) return;
    const last = Math.max(0, countLines(secciones) - 1);
    const { version, activa, ancla } = get();
    set({
      secciones,
      version: version + 1,
      activa: Math.min(activa, last),
      ancla: Math.min(ancla, last),
      fallo: null,
    });
  };
  return {
    query: () => {
      if (asked !== shown) asked?.close();
      const model = get();
      const lines = new PartnerLines(bridge, {
        consulta: model.consulta,
        enSecciones: inSections(model),
        grupo: groupOf(model.vista),
        folded: (clave) => get().secciones?.find((s) => s.clave === clave)?.plegada ?? false,
        onChange: () => {
          if (lines === asked) changed(lines);
        },
        onFailure: (fallo) => {
          set({ fallo });
        },
      });
      asked = lines;
      void lines.load();
    },
    again: () => {
      pacer.soon();
    },
    clear: () => {
      asked?.close();
      shown?.close();
      asked = null;
      shown = null;
    },
    shown: () => shown,
  };
}

type Shown = Omit<ListActions, 'load' | 'enter' | 'leave'>;

/** The actions that say which partners are shown, and where the keyboard is. */
export function listActions({ get, set }: SociosKit, source: LineSource): Shown {
  const requery = (change: Partial<PartnerFilters>): void => {
    set({ consulta: { ...get().consulta, ...change }, activa: 0, ancla: 0 });
    source.query();
  };
  return {
    row: (line) => source.shown()?.row(line),
    look: (first, last) => {
      source.shown()?.look(first, last);
    },
    search: (texto) => {
      requery({ texto });
    },
    filter: (filtro) => {
      requery({ filtro });
    },
    ofKind: (tipo) => {
      requery({ tipo });
    },
    show: (vista: PartnerView) => {
      set({ vista });
      requery({});
    },
    sort: (campo) => {
      requery({ orden: pressed(get().consulta.orden, campo) });
    },
    fold: (seccion) => {
      source.shown()?.fold(seccion);
      const { secciones } = get();
      if (secciones !== null)
        set({ activa: startOf(secciones, seccion), ancla: startOf(secciones, seccion) });
    },
    activate: (line) => {
      const { secciones, abierto } = get();
      const last = Math.max(0, countLines(secciones ?? []) - 1);
      const activa = Math.max(0, Math.min(line, last));
      set({ activa, ancla: activa });
      const row = source.shown()?.row(activa);
      // An open detail goes with the keyboard.
      if (abierto !== null && row !== undefined && row.ruc !== abierto) get().openRuc(row.ruc);
    },
  };
}

/** The actions that choose several partners. */
export function selectionActions({ get, set }: SociosKit, source: LineSource): SelectionActions {
  /** Grows with each selection, so that one that comes late is no longer wanted. */
  let turn = 0;
  const take = async (rucs: Promise<string[] | null> | undefined, keep: boolean): Promise<void> => {
    const mine = (turn += 1);
    const found = await rucs;
    if (found == null || mine !== turn) return;
    set({ elegidos: new Set([...(keep ? get().elegidos : []), ...found]) });
  };
  return {
    toggle: (line) => {
      turn += 1;
      const lines = source.shown();
      const at = lineAt(get().secciones ?? [], line);
      const ruc = lines?.row(line)?.ruc;
      set({ activa: line, ancla: line });
      if (at?.tipo !== 'socio' || ruc === undefined) return;
      const elegidos = new Set(get().elegidos);
      if (!elegidos.delete(ruc)) elegidos.add(ruc);
      set({ elegidos });
    },
    extend: async (line) => {
      set({ activa: line });
      await take(source.shown()?.rucsBetween(get().ancla, line), false);
    },
    selectAll: () => take(source.shown()?.allRucs(), false),
    unselect: () => {
      turn += 1;
      set({ elegidos: new Set() });
    },
  };
}

const DETAIL_PAUSE_MS = 120;

/** The actions about the open partner; `again` fetches it anew, soon. */
export function detailActions(
  { bridge, get, set }: SociosKit,
  source: LineSource,
  timers: Timers | undefined,
): DetailActions & { detailAgain(): void } {
  const fetchDetail = async (): Promise<void> => {
    const { abierto } = get();
    if (abierto === null) return;
    const answer = await bridge.call('partners.detail', { ruc: abierto });
    if (get().abierto !== abierto) return;
    if (!answer.ok) set({ fallo: answer.error, abierto: null, detalle: null });
    else if (answer.value === null) set({ abierto: null, detalle: null });
    else set({ detalle: answer.value });
  };
  const pacer = createPacer(() => void fetchDetail(), DETAIL_PAUSE_MS, timers);
  const turnTo = (ruc: string): void => {
    const { abierto, detalle } = get();
    set({
      abierto: ruc,
      detalle: detalle?.ruc === ruc ? detalle : null,
      ...(abierto === ruc ? {} : { sinRespuesta: null }),
    });
  };
  return {
    open: (line) => {
      set({ activa: line, ancla: line });
      const row = source.shown()?.row(line);
      if (row === undefined) return;
      turnTo(row.ruc);
      void fetchDetail();
    },
    openRuc: (ruc) => {
      turnTo(ruc);
      pacer.soon();
    },
    close: () => {
      set({ abierto: null, detalle: null, sinRespuesta: null });
    },
    ask: async () => {
      const { abierto, consultando } = get();
      if (abierto === null || consultando !== null) return;
      set({ consultando: abierto, sinRespuesta: null });
      const answer = await bridge.call('partners.ask', { ruc: abierto });
      set({ consultando: null });
      // The person may have gone on to another partner meanwhile; the answer is kept all the same.
      if (get().abierto !== abierto) return;
      if (answer.ok) set({ detalle: answer.value.detalle, sinRespuesta: answer.value.sinRespuesta });
      else set({ fallo: answer.error });
    },
    detailAgain: () => {
      if (get().abierto !== null) pacer.soon();
    },
  };
}
