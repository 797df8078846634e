/** `habido socios agregar`: RUCs as written, or those of a workbook's column. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { PartnerKind, PartnersAdded } from '../../shared/contract.ts';
import { EXIT, HabidoError } from '../../shared/errors.ts';
import { readRuc } from '../../shared/ruc.ts';
import type { NewPartner } from '../partners/types.ts';
import { typedRucs } from '../workbook/typed-rucs.ts';
import type { Workspace } from '../workspace.ts';
import { chooseColumn, type ColumnOptions } from './choose-column.ts';
import { printJson, type CliIo } from './io.ts';

export interface AgregarOptions extends ColumnOptions {
  /** Absent: those that are partners stay what they are. */
  tipo?: PartnerKind;
  grupo?: string[];
  alias?: string;
  json: boolean;
}

/** Answers 0, or 4 where nothing given is a RUC. Rejects with HabidoError where the workbook can't be read. */
export async function sociosAgregar(
  io: CliIo,
  workspace: Workspace,
  words: readonly string[],
  options: AgregarOptions,
): Promise<number> {
  const entries = await entriesOf(io, workspace, words, options);
  const added = await workspace.partners.add(entries, {
    tipo: options.tipo ?? null,
    grupos: options.grupo ?? [],
  });
  const { agregados, yaEstaban, volvieron, invalidos, invalidosTotal } = added;
  if (options.json) printJson(io, { agregados, yaEstaban, volvieron, invalidos });
  else io.out(addedText(added));
  for (const { texto, motivo } of invalidos) io.err(`«${texto}»: ${motivo}\n`);
  if (invalidosTotal > invalidos.length)
    io.err(`Y ${count(invalidosTotal - invalidos.length)} más que no son RUC.\n`);
  return agregados + yaEstaban + volvieron === 0 && invalidosTotal > 0 ? EXIT.input : EXIT.done;
}

async function entriesOf(
  io: CliIo,
  workspace: Workspace,
  words: readonly string[],
  options: AgregarOptions,
): Promise<NewPartner[]> {
  const file = words.find((word) => isFile(io, word, options));
  if (file === undefined) return withAlias(await typedRucs(words.join('\n')), options);
  if (words.length > 1) throw new HabidoError('socios-archivo-o-ruc');
  const path = resolve(io.cwd, file);
  const signal = io.interrupted;
  const workbook = await workspace.workbooks.read(path, { signal });
  if (workbook.abiertoEnExcel) io.err('El libro está abierto en Excel: se lee lo último que guardó.\n');
  const reading = await workspace.workbooks.readColumn(path, chooseColumn(workbook, options), { signal });
  const { hoja, columna } = reading.choice;
  io.err(`Se leen los RUC de la columna ${columna}${hoja === '' ? '' : ` de «${hoja}»`}.\n`);
  return withAlias(
    reading.items.map(({ texto }) => texto),
    options,
  );
}

/** An alias is of one RUC: with several nobody could say whose. */
function withAlias(texts: readonly string[], { alias }: AgregarOptions): NewPartner[] {
  if (alias === undefined) return texts.map((texto) => ({ texto }));
  const [only] = texts;
  if (only === undefined || texts.length > 1) throw new HabidoError('socios-alias-de-uno');
  return [{ texto: only, alias }];
}

/** What is no RUC and lies there, or is called like a workbook; where a column is named, whatever it is. */
function isFile(io: CliIo, word: string, options: AgregarOptions): boolean {
  const { hoja, columna, filaEncabezado } = options;
  if (hoja !== undefined || columna !== undefined || filaEncabezado !== undefined) return true;
  if (readRuc(word).valid) return false;
  return /[\\/]|\.[A-Za-z]{3,4}$/.test(word) || existsSync(resolve(io.cwd, word));
}

function addedText({ agregados, yaEstaban, volvieron, invalidosTotal }: PartnersAdded): string {
  const lines = [
    agregados === 1 ? 'Se agregó 1 socio.' : `Se agregaron ${count(agregados)} socios.`,
    ...(volvieron > 0 ? [`Volvieron con su historia: ${count(volvieron)}.`] : []),
    ...(yaEstaban > 0 ? [`Ya estaban: ${count(yaEstaban)}.`] : []),
    ...(invalidosTotal > 0 ? [`No son RUC: ${count(invalidosTotal)}.`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

const count = (value: number): string => value.toLocaleString('es-PE');
