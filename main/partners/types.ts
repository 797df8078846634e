/** What the partners offer to the window, the command line and the tray. Instants are UTC ms. */
import type { AnswerObserver } from '../database/answer-observer.ts';
import type { AskedBy } from '../database/answer-store.ts';
import type {
  ChangeQuery,
  PartnerChange,
  PartnerDetail,
  PartnerKind,
  PartnerQuery,
  PartnerRow,
  PartnersAdded,
  PartnerScope,
  PartnerSummary,
  RefreshEnd,
  RefreshPlan,
  RunSnapshot,
  Schedule,
} from '../../shared/contract.ts';

/** One to add. `texto` as typed or read: it is cleaned and judged as any RUC. */
export interface NewPartner {
  texto: string;
  alias?: string;
}

/** What every added partner gets; groups by name, made where they don't exist. */
export interface AddOptions {
  /** Null: as it was, `proveedor` for a new one. */
  tipo: PartnerKind | null;
  grupos: readonly string[];
}

/** What an edit changes; absent fields stay. */
export interface PartnerEdit {
  alias?: string | undefined;
  tipo?: PartnerKind | undefined;
  nota?: string | undefined;
  /** Names; made where they don't exist. */
  agregarGrupos?: readonly string[] | undefined;
  /** Keys. */
  quitarGrupos?: readonly string[] | undefined;
}

/** A group as saved; `clave` null: a new one. */
export interface GroupEdit {
  clave: string | null;
  nombre: string;
  empresa: string | null;
  frescuraDias: number | null;
  agenda: Schedule | null;
}

export interface RefreshOptions {
  /** Also those whose answer is still fresh. */
  tambienFrescos: boolean;
  /** Ceiling of queries; null: none. */
  tope: number | null;
  askedBy: AskedBy;
  /** As for a run; absent: from the window it waits for ever, else it gives up after three. */
  giveUpAfterProbes?: number;
}

/** A refresh that was started. */
export interface StartedRefresh {
  corrida: string;
  /** Never rejects because something broke on the way (a full disk): then `freno` says what. */
  done: Promise<RefreshEnd>;
}

/** Refreshes: one at a time over a data folder, whoever starts it (`socios-en-refresco` where another runs). */
export interface Refreshes {
  plan(scope: PartnerScope, tambienFrescos: boolean): Promise<RefreshPlan>;
  /** Throws `token-falta`, `socios-en-refresco`, `socios-nada-vencido` (nobody is due), `grupo-no-existe`. */
  start(scope: PartnerScope, options: RefreshOptions): Promise<StartedRefresh>;
  /** Takes up an interrupted refresh. Throws as `start`, and `corrida-no-existe`, `corrida-sin-pendientes`. */
  resume(corrida: string, options: Omit<RefreshOptions, 'tambienFrescos'>): Promise<StartedRefresh>;
  /** The refresh that this process runs, or null. */
  current(): RunSnapshot | null;
  /** Cancels it and waits for its last commit. */
  cancel(): Promise<void>;
  /** The newest that ended, or null. */
  last(): RefreshEnd | null;
  /** Each listener answers the way to stop. */
  onProgress(listener: (snapshot: RunSnapshot) => void): () => void;
  onEnd(listener: (end: RefreshEnd) => void): () => void;
}

/** Changes noticed in partners. */
export interface Changes {
  rows(
    query: ChangeQuery,
    desde: number,
    cuantas: number,
  ): {
    total: number;
    sinLeer: number;
    conteo: { peor: number; mejor: number; otro: number };
    filas: PartnerChange[];
  };
  /** All of a query, newest first, some hundred at a time. */
  pages(query: ChangeQuery): Iterable<PartnerChange[]>;
  /** `ids` null: all that the query finds. In pieces, so that thousands don't hold the thread up. Answers how many changed. */
  mark(query: ChangeQuery, ids: readonly string[] | null, leido: boolean): Promise<number>;
}

/** The part as a whole. */
export interface Partners {
  readonly refreshes: Refreshes;
  readonly changes: Changes;
  readonly observer: AnswerObserver;
  /** Figures of the whole; the schedule's part is filled in by who runs one, else says that nothing is planned. */
  summary(): PartnerSummary;
  rows(query: PartnerQuery, desde: number, cuantas: number): { total: number; filas: PartnerRow[] };
  sections(query: Omit<PartnerQuery, 'grupo' | 'orden'>): { grupo: string; nombre: string; socios: number }[];
  detail(ruc: string): PartnerDetail | null;
  /** Texts in chunks, so that 20,000 don't hold the thread up. Answers known already become their first state. */
  add(entries: readonly NewPartner[], options: AddOptions): Promise<PartnersAdded>;
  /** The valid RUCs of a run. */
  addFromRun(corrida: string, options: AddOptions): Promise<PartnersAdded>;
  edit(rucs: readonly string[], changes: PartnerEdit): Promise<void>;
  /** Answers how many were partners. */
  remove(rucs: readonly string[]): Promise<number>;
  /** Answers its key. Throws `grupo-no-existe`, `grupo-ya-existe`. */
  saveGroup(edit: GroupEdit): string;
  /** Its partners stay partners. Rejects with `grupo-no-existe`. */
  removeGroup(clave: string): Promise<void>;
  /** Asks Migo for this one now, whatever is kept. `sinRespuesta`: why not, in a sentence, or null. */
  ask(ruc: string, signal: AbortSignal): Promise<{ detalle: PartnerDetail; sinRespuesta: string | null }>;
  /** Compares all partners with the padrón and the SSCO list in use; answers how many changes that made. */
  compareWithSunat(): Promise<number>;
  /** The same where it was not done yet with what is in use now. */
  compareIfNew(): Promise<number>;
  /** Makes every projection again from the facts alone. */
  rebuild(): Promise<void>;
  /** The same where the rows were made by older rules; answers whether it was done. */
  rebuildIfOld(): Promise<boolean>;
  /** Called after every change of what `summary` says, at most a few times a second. */
  onChange(listener: () => void): () => void;
  /** Ends what runs and waits for its last commit. */
  close(): Promise<void>;
}
