/** `habido socios listar`, `quitar` and `cambios`. */
import type { ChangeQuery, PartnerChange, PartnerQuery, PartnerRow } from '../../shared/contract.ts';
import { EXIT, HabidoError } from '../../shared/errors.ts';
import { changeFieldWords, courseWords } from '../../shared/partner-words.ts';
import { readRuc } from '../../shared/ruc.ts';
import { toLimaDay, toLimaIso, toLimaMinute } from '../../shared/time.ts';
import { groupKeyOf } from '../partners/group-key.ts';
import type { Partners } from '../partners/types.ts';
import type { Workspace } from '../workspace.ts';
import { printJson, type CliIo } from './io.ts';

/** Partners of one page of the store. */
const PAGE = 500;

export interface ListarOptions {
  grupo?: string;
  json: boolean;
}

/** Prints the partners in the order of their RUC. Throws `grupo-no-existe`. */
export function sociosListar(io: CliIo, { partners }: Workspace, options: ListarOptions): number {
  const names = groupNames(partners);
  const grupo = options.grupo === undefined ? null : groupKeyNamed(partners, options.grupo);
  const rows = [...allPartners(partners, grupo)];
  if (options.json) {
    printJson(io, { socios: rows.map((row) => partnerJson(row, names)) });
    return EXIT.done;
  }
  if (rows.length === 0) io.err('Todavía no hay socios. Agréguelos con «habido socios agregar».\n');
  for (const row of rows) io.out(partnerText(row));
  return EXIT.done;
}

/** Removes partners. Throws `ruc-invalido` before anything is removed. */
export async function sociosQuitar(
  io: CliIo,
  { partners }: Workspace,
  texts: readonly string[],
  options: { json: boolean },
): Promise<number> {
  const rucs = [...new Set(texts.map(rucOf))];
  for (const ruc of rucs) {
    if (partners.detail(ruc)?.activo !== true) io.err(`${ruc} no es socio.\n`);
  }
  const quitados = await partners.remove(rucs);
  if (options.json) printJson(io, { quitados });
  else io.out(quitados === 1 ? 'Se quitó 1 socio.\n' : `Se quitaron ${count(quitados)} socios.\n`);
  return EXIT.done;
}

export interface CambiosOptions {
  dias?: number;
  sinLeer: boolean;
  json: boolean;
}

/** Prints the changes, newest first; reading them here marks none as read. */
export function sociosCambios(io: CliIo, { partners }: Workspace, options: CambiosOptions): number {
  const query: ChangeQuery = {
    rumbo: 'todos',
    grupo: null,
    dias: options.dias ?? null,
    sinLeer: options.sinLeer,
    corrida: null,
    texto: '',
  };
  const changes = [...partners.changes.pages(query)].flat();
  if (options.json) {
    printJson(io, { cambios: changes.map(changeJson) });
    return EXIT.done;
  }
  if (changes.length === 0) io.err('No hay cambios.\n');
  for (const change of changes) io.out(changeText(change));
  return EXIT.done;
}

/** The key of the group with this name, which another one may have had first; `grupo-no-existe` where there is none. */
export function groupKeyNamed(partners: Partners, nombre: string): string {
  const wanted = groupKeyOf(nombre);
  const group = partners.summary().grupos.find((known) => groupKeyOf(known.nombre) === wanted);
  if (group === undefined) throw new HabidoError('grupo-no-existe');
  return group.clave;
}

function groupNames(partners: Partners): Map<string, string> {
  return new Map(partners.summary().grupos.map(({ clave, nombre }) => [clave, nombre]));
}

function* allPartners(partners: Partners, grupo: string | null): Generator<PartnerRow> {
  const query: PartnerQuery = {
    texto: '',
    grupo,
    tipo: null,
    filtro: 'todos',
    orden: { campo: 'ruc', descendente: false },
  };
  for (let desde = 0; ; desde += PAGE) {
    const { filas } = partners.rows(query, desde, PAGE);
    yield* filas;
    if (filas.length < PAGE) return;
  }
}

function rucOf(text: string): string {
  const reading = readRuc(text);
  if (!reading.valid) throw new HabidoError('ruc-invalido', { ruc: reading.text });
  return reading.text;
}

function partnerJson(row: PartnerRow, names: ReadonlyMap<string, string>): Record<string, unknown> {
  return {
    ruc: row.ruc,
    razonSocial: row.razonSocial,
    alias: row.alias,
    tipo: row.tipo,
    grupos: row.grupos.map((clave) => names.get(clave) ?? clave),
    veredicto: row.veredicto,
    estado: row.estado,
    condicion: row.condicion,
    desde: isoOrNull(row.desde),
    ultimaRespuesta: isoOrNull(row.ultimaRespuesta),
    ultimoIntento: isoOrNull(row.ultimoIntento?.en ?? null),
    motivoUltimoIntento: row.ultimoIntento?.motivo ?? '',
  };
}

function partnerText(row: PartnerRow): string {
  const name = row.alias === '' ? row.razonSocial : `${row.razonSocial} («${row.alias}»)`.trim();
  const facts = [row.estado, row.condicion].filter((text) => text !== '').join(', ');
  const since = row.desde === null ? '' : ` desde el ${toLimaDay(row.desde)}`;
  const answered =
    row.ultimaRespuesta === null
      ? 'sin respuesta todavía'
      : `respondido el ${toLimaMinute(row.ultimaRespuesta)}${row.vencido ? ', vencido' : ''}`;
  const head = `${row.ruc}  ${(row.veredicto ?? '—').padEnd(13)}  ${name}`.trimEnd();
  return `${head}\n             ${[facts + since, answered].filter((text) => text !== '').join(' · ')}\n`;
}

function changeJson(change: PartnerChange): Record<string, unknown> {
  const { ruc, razonSocial, campo, de, a, leido } = change;
  return { ruc, razonSocial, campo, de, a, notadoEn: toLimaIso(change.notadoEn), leido };
}

/** One change for people: an unread one begins with a star. */
export function changeText(change: PartnerChange): string {
  const what = `${changeFieldWords(change.campo)}: ${change.de === '' ? '—' : change.de} → ${change.a === '' ? '—' : change.a}`;
  const head = `${change.leido ? ' ' : '*'} ${toLimaMinute(change.notadoEn)}  ${change.ruc}  ${change.razonSocial}\n`;
  const more = change.plazo === '' ? '' : `    ${change.plazo}\n`;
  return `${head}    ${courseWords(change.rumbo)} · ${what}\n${more}`;
}

const isoOrNull = (ms: number | null): string | null => (ms === null ? null : toLimaIso(ms));
const count = (value: number): string => value.toLocaleString('es-PE');
