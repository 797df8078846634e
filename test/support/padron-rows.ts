/**
 * A made-up padrón, row by row: the n-th row of a seed is the same in every edition and at every size of run,
 * so that a test may ask what a RUC must say without reading the file.
 */
import { rucCheckDigit } from '../../shared/ruc.ts';
import { seeded } from './big-libro.ts';
import { address, companyName, personName, someCondicion, someEstado } from './padron-words.ts';

export interface PadronRow {
  ruc: string;
  /** As a reader must give it; `raw` where the file holds it otherwise. */
  razonSocial: string;
  raw?: string;
  estado: string;
  condicion: string;
  /** Six digits, or `-`. */
  ubigeo: string;
  /** Ten cells, from tipo de vía to kilómetro; `-` each for natural persons. */
  domicilio: readonly string[];
}

/** How many rows of an edition differ from the one of the same seed without changes. */
export interface PadronChangePlan {
  nuevos: number;
  retirados: number;
  estado: number;
  condicion: number;
  nombre: number;
  /** All three at once. */
  todo: number;
}

/** How many names are written in a way that breaks careless readers. */
export interface OddNames {
  /** Holds the separator. */
  separador: number;
  /** Holds quotes, in pairs or alone, in front too. */
  comillas: number;
  /** Holds backslashes, at its end too. */
  barra: number;
  /** Holds a lone carriage return between two words, to be read as a space. */
  retorno: number;
}

export interface PadronPlan {
  /** Rows before changes: 100 to 18 million and more. */
  rows: number;
  seed?: number;
  changes?: Partial<PadronChangePlan>;
  names?: Partial<OddNames>;
}

type ChangeKind = keyof PadronChangePlan;

/** Kinds of RUC in their order: share of the rows, and from where to where their bodies lie. */
const GROUPS = [
  { prefix: '10', share: 0.866, from: 200_000, to: 90_000_000 },
  { prefix: '15', share: 0.002, from: 10_000_000, to: 60_000_000 },
  { prefix: '17', share: 0.001, from: 10_000_000, to: 60_000_000 },
  { prefix: '20', share: 0.131, from: 10_000_000, to: 61_500_000 },
] as const;

const NO_ADDRESS = Array.from({ length: 10 }, () => '-');

interface Group {
  prefix: string;
  first: number;
  count: number;
  from: number;
  step: number;
}

/** The rows of one edition. */
export class PadronRows {
  readonly #rows: number;
  readonly #seed: number;
  readonly #groups: Group[] = [];
  readonly #changed: Map<number, ChangeKind>;
  readonly #new: Set<number>;
  readonly #odd: Map<number, keyof OddNames>;

  constructor(plan: PadronPlan) {
    this.#rows = plan.rows;
    this.#seed = plan.seed ?? 1;
    let first = 0;
    for (const [at, { prefix, share, from, to }] of GROUPS.entries()) {
      const count = at === GROUPS.length - 1 ? plan.rows - first : Math.round(plan.rows * share);
      this.#groups.push({ prefix, first, count, from, step: Math.floor((to - from) / Math.max(1, count)) });
      first += count;
    }
    const { nuevos = 0, ...others } = plan.changes ?? {};
    this.#changed = placesOf(others, plan.rows, this.#seed);
    this.#new = new Set(placesOf({ nuevos }, plan.rows, this.#seed).keys());
    this.#odd = placesOf(plan.names ?? {}, plan.rows, this.#seed + 1);
  }

  /** Rows of the edition. */
  get count(): number {
    return this.#rows + this.#new.size - this.rucsOf('retirados').length;
  }

  /** The RUC of the i-th row before changes, from 0. */
  ruc(i: number): string {
    const { prefix, from, step, first } = this.#group(i);
    const shift = Math.floor(seeded(Math.imul(i + 1, 0x9e3779b1) ^ this.#seed)() * (step - 1));
    return whole(prefix, from + (i - first) * step + shift);
  }

  /** `count` RUCs that no edition has. */
  absent(count: number): string[] {
    return Array.from({ length: count }, (_, k) => whole('16', 10_000_000 + k));
  }

  /** RUCs of the rows that a change hits. */
  rucsOf(kind: ChangeKind): string[] {
    if (kind === 'nuevos') return [...this.#new].map((i) => this.#slotEnd(i));
    return [...this.#changed].filter(([, its]) => its === kind).map(([i]) => this.ruc(i));
  }

  /** The i-th row before changes as this edition has it; null where it left. */
  row(i: number): PadronRow | null {
    const kind = this.#changed.get(i);
    if (kind === 'retirados') return null;
    const row = this.#made(this.ruc(i), i, this.#odd.get(i));
    return kind === undefined ? row : changed(row, kind);
  }

  /** The row of `ruc(i)` in the edition, and after it the one that appeared there. */
  *from(i: number): Generator<PadronRow> {
    const row = this.row(i);
    if (row !== null) yield row;
    if (this.#new.has(i)) yield this.#made(this.#slotEnd(i), i + 0x40000000, undefined);
  }

  #group(i: number): Group {
    return this.#groups.findLast((group) => i >= group.first && group.count > 0) as Group;
  }

  /** A RUC after the i-th and before the next, which no row of the first edition has. */
  #slotEnd(i: number): string {
    const { prefix, from, step, first } = this.#group(i);
    return whole(prefix, from + (i - first) * step + step - 1);
  }

  #made(ruc: string, number: number, odd: keyof OddNames | undefined): PadronRow {
    const chance = seeded(Math.imul(number + 1, 0x85ebca6b) ^ this.#seed);
    const company = ruc.startsWith('20');
    const name = company ? companyName(chance) : personName(chance);
    const place = company ? address(chance) : { ubigeo: '-', cells: NO_ADDRESS };
    return {
      ruc,
      ...(odd === undefined ? { razonSocial: name } : oddName(name, odd, number)),
      estado: someEstado(chance),
      condicion: someCondicion(chance),
      ubigeo: place.ubigeo,
      domicilio: place.cells,
    };
  }
}

/** So many places of each kind, spread over the rows and mixed. */
export function placesOf<K extends string>(
  counts: Partial<Record<K, number>>,
  rows: number,
  seed: number,
): Map<number, K> {
  const kinds = Object.entries(counts).flatMap(([kind, count]) =>
    Array.from({ length: Number(count) }, () => kind as K),
  );
  if (kinds.length > rows) throw new Error(`${String(kinds.length)} places in ${String(rows)} rows`);
  const chance = seeded(seed);
  for (let i = kinds.length - 1; i > 0; i -= 1) {
    const j = Math.floor(chance() * (i + 1));
    [kinds[i], kinds[j]] = [kinds[j] as K, kinds[i] as K];
  }
  return new Map(kinds.map((kind, k) => [Math.floor(((k + 0.5) * rows) / kinds.length), kind]));
}

function whole(prefix: string, body: number): string {
  const ten = prefix + String(body).padStart(8, '0');
  return ten + String(rucCheckDigit(ten));
}

function changed(row: PadronRow, kind: ChangeKind): PadronRow {
  const all = kind === 'todo';
  const result = { ...row };
  if (all || kind === 'estado') result.estado = row.estado === 'ACTIVO' ? 'BAJA DE OFICIO' : 'ACTIVO';
  if (all || kind === 'condicion') result.condicion = row.condicion === 'HABIDO' ? 'NO HABIDO' : 'HABIDO';
  if (all || kind === 'nombre') {
    result.razonSocial = `${row.razonSocial} EN LIQUIDACION`;
    if (row.raw !== undefined) result.raw = `${row.raw} EN LIQUIDACION`;
  }
  return result;
}

function oddName(name: string, odd: keyof OddNames, n: number): { razonSocial: string; raw?: string } {
  const space = name.indexOf(' ');
  const [head, rest] = [name.slice(0, space), name.slice(space + 1)];
  switch (odd) {
    case 'separador':
      return { razonSocial: n % 2 === 0 ? `${head} | ${rest}` : `${head} |${head}| ${rest}` };
    case 'comillas':
      return { razonSocial: n % 2 === 0 ? `"${head}" ${rest}` : `"${head} ${rest}` };
    case 'barra':
      return { razonSocial: n % 2 === 0 ? `${head}\\N ${rest}` : `${head} ${rest}\\` };
    case 'retorno':
      return { razonSocial: name, raw: `${head}\r${rest}` };
  }
}
