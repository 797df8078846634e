import type { Bridge, PartnerRow } from '../../../../shared/contract.ts';
import type { PlainError } from '../../../../shared/errors.ts';
import { RowPages } from '../../../util/rowPages.ts';
import { lineAt, stretchesBetween, type Section, type Stretch } from './lines.ts';
import type { PartnerFilters } from './model.ts';

const PAGE_SIZE = 100;
const MAX_PAGES = 20;
/** Rows that one call gives at most. */
const MOST_AT_ONCE = 500;

/** What is shown: a query, in sections or of one group (null: of all). */
export interface LinesQuery {
  consulta: PartnerFilters;
  enSecciones: boolean;
  grupo: string | null;
}

interface LinesOptions extends LinesQuery {
  /** Whether a section starts folded. */
  folded(clave: string): boolean;
  /** Called after lines or their number changed. */
  onChange(): void;
  onFailure(failure: PlainError): void;
}

/**
 * The lines of one query: its sections, and the rows of each in pages around what is looked at. Throw away with
 * {@link PartnerLines.close}; another query is another object.
 */
export class PartnerLines {
  private readonly bridge: Bridge;
  private readonly options: LinesOptions;
  private readonly pages = new Map<string | null, RowPages<PartnerRow>>();
  /** What is looked at; at first the beginning, since the grid says nothing where its range stays the same. */
  private view = { first: 0, last: PAGE_SIZE - 1 };
  private closed = false;
  /** Null until they are known. */
  sections: readonly Section[] | null = null;

  constructor(bridge: Bridge, options: LinesOptions) {
    this.bridge = bridge;
    this.options = options;
  }

  /** The partner at a line; undefined for the head of a section, or while it is not here. */
  row(line: number): PartnerRow | undefined {
    const at = this.sections === null ? null : lineAt(this.sections, line);
    return at?.tipo === 'socio' ? this.pagesAt(at.seccion)?.row(at.indice) : undefined;
  }

  /** Says which lines are looked at (both ends included); fetches what of them is missing. */
  look(first: number, last: number): void {
    this.view = { first: Math.max(0, first), last: Math.max(first, last) };
    for (const { seccion, desde, cuantas } of this.stretches()) {
      this.pagesOf(seccion)?.look(desde, desde + cuantas - 1);
    }
  }

  /** Asks for the sections and for what is looked at; for the first time, or again. */
  async load(): Promise<void> {
    if (!this.options.enSecciones) {
      this.loadList();
      return;
    }
    const { texto, tipo, filtro } = this.options.consulta;
    const answer = await this.bridge.call('partners.sections', { texto, tipo, filtro });
    if (this.closed) return;
    if (!answer.ok) {
      this.options.onFailure(answer.error);
      return;
    }
    const before = new Map(this.sections?.map((section) => [section.clave, section.plegada]));
    this.sections = answer.value.map(({ grupo, nombre, socios }) => ({
      clave: grupo,
      nombre,
      socios,
      plegada: before.get(grupo) ?? this.options.folded(grupo),
    }));
    const kept = new Set<string | null>(this.sections.map((section) => section.clave));
    for (const [clave, pages] of this.pages) {
      if (kept.has(clave)) continue;
      pages.close();
      this.pages.delete(clave);
    }
    for (const pages of this.pages.values()) pages.refresh();
    this.look(this.view.first, this.view.last);
    this.options.onChange();
  }

  fold(seccion: number): void {
    this.sections =
      this.sections?.map((section, i) =>
        i === seccion ? { ...section, plegada: !section.plegada } : section,
      ) ?? null;
    this.look(this.view.first, this.view.last);
    this.options.onChange();
  }

  /** The RUCs between two lines, both included; null where they could not be had. */
  async rucsBetween(a: number, b: number): Promise<string[] | null> {
    const found: string[] = [];
    for (const stretch of this.sections === null ? [] : stretchesBetween(this.sections, a, b)) {
      const grupo = this.groupAt(stretch.seccion);
      const rucs = await this.rucsOf(grupo, stretch.desde, stretch.cuantas);
      if (rucs === null) return null;
      found.push(...rucs);
    }
    return found;
  }

  /** The RUCs of all that the query finds, folded sections too; null where they could not be had. */
  allRucs(): Promise<string[] | null> {
    return this.rucsOf(this.options.grupo, 0, Number.POSITIVE_INFINITY);
  }

  /** Answers that are still under way are thrown away. */
  close(): void {
    this.closed = true;
    for (const pages of this.pages.values()) pages.close();
  }

  private loadList(): void {
    const pages = this.pagesOfKey(null);
    if (pages.total === null) pages.look(0, PAGE_SIZE - 1);
    else pages.refresh();
  }

  private stretches(): Stretch[] {
    return this.sections === null ? [] : stretchesBetween(this.sections, this.view.first, this.view.last);
  }

  private groupAt(seccion: number): string | null {
    return this.sections?.[seccion]?.clave ?? this.options.grupo;
  }

  private pagesAt(seccion: number): RowPages<PartnerRow> | undefined {
    const section = this.sections?.[seccion];
    return section === undefined ? undefined : this.pages.get(section.clave);
  }

  private pagesOf(seccion: number): RowPages<PartnerRow> | undefined {
    const section = this.sections?.[seccion];
    return section === undefined ? undefined : this.pagesOfKey(section.clave);
  }

  private pagesOfKey(clave: string | null): RowPages<PartnerRow> {
    const known = this.pages.get(clave);
    if (known !== undefined) return known;
    const pages = new RowPages<PartnerRow>({
      pageSize: PAGE_SIZE,
      maxPages: MAX_PAGES,
      load: (desde, cuantas) => this.page(clave ?? this.options.grupo, desde, cuantas),
      onChange: () => {
        if (clave === null) {
          this.sections = [{ clave: null, nombre: '', socios: pages.total ?? 0, plegada: false }];
        }
        this.options.onChange();
      },
    });
    this.pages.set(clave, pages);
    return pages;
  }

  private async page(
    grupo: string | null,
    desde: number,
    cuantas: number,
  ): Promise<{ total: number; filas: PartnerRow[] } | null> {
    const answer = await this.bridge.call('partners.rows', {
      ...this.options.consulta,
      grupo,
      desde,
      cuantas,
    });
    if (answer.ok) return answer.value;
    if (!this.closed) this.options.onFailure(answer.error);
    return null;
  }

  private async rucsOf(grupo: string | null, desde: number, cuantas: number): Promise<string[] | null> {
    const found: string[] = [];
    while (found.length < cuantas) {
      const some = Math.min(MOST_AT_ONCE, cuantas - found.length);
      const page = await this.page(grupo, desde + found.length, some);
      if (page === null) return null;
      found.push(...page.filas.map((row) => row.ruc));
      if (page.filas.length < some) break;
    }
    return found;
  }
}
