/** What kind of workbook a file is, and whether it is given back as it is or as a report. */
import type { FileHandle } from 'node:fs/promises';
import { HabidoError } from '../../../shared/errors.ts';
import type { Formato } from '../types.ts';
import { openArchive } from '../../zip/archive.ts';
import type { ZipArchive } from '../../zip/entry.ts';
import { Parts, type Relation } from './relations.ts';
import { sniff, sniffOle } from './sniff.ts';

/** Formats that another library reads, and whose values go into a new workbook. */
export type ForeignFormat = Exclude<Formato, 'xlsx' | 'xlsm' | 'csv' | 'txt'>;

/** A package with its relationships, ready to be opened as a workbook. */
export interface OpenedPackage {
  archive: ZipArchive;
  parts: Parts;
  relations: Relation[];
}

export type Identified =
  | { kind: 'package'; opened: OpenedPackage }
  | { kind: 'foreign'; formato: ForeignFormat; archive: ZipArchive | null }
  /** `inPlace`: under a name of a text, so that it can be given back as one. */
  | { kind: 'text'; inPlace: boolean };

const noBook = () => new HabidoError('archivo-no-libro');
/** Names under which a text opens as a workbook: its copy has to be one. */
const WORKBOOK_NAME = /\.(xls[xmb]?|ods|html?|xml)$/i;

/** Tells what the file is. `name` only decides how a text is given back. Throws the code that says why it isn't read. */
export async function identify(file: FileHandle, name: string): Promise<Identified> {
  const sniffed = await sniff(file);
  switch (sniffed) {
    case 'zip':
      return await identifyPackage(file);
    case 'ole':
      return await identifyOle(file);
    case 'biff':
      return { kind: 'foreign', formato: 'xls', archive: null };
    case 'html':
    case 'xml':
      return { kind: 'foreign', formato: sniffed, archive: null };
    case 'text':
      return { kind: 'text', inPlace: !WORKBOOK_NAME.test(name) };
  }
}

async function identifyOle(file: FileHandle): Promise<Identified> {
  switch (await sniffOle(file)) {
    case 'workbook':
      return { kind: 'foreign', formato: 'xls', archive: null };
    case 'encrypted':
      throw new HabidoError('archivo-cifrado');
    case 'other':
      throw noBook();
  }
}

async function identifyPackage(file: FileHandle): Promise<Identified> {
  const archive = await openArchive(file);
  const parts = new Parts(archive);
  const relations = await parts.relations('');
  const main = relations.find((relation) => relation.kind === 'officeDocument');
  if (main === undefined) {
    if (await isOpenDocument(parts)) return { kind: 'foreign', formato: 'ods', archive };
    throw noBook();
  }
  if (/\.bin$/i.test(main.target)) return { kind: 'foreign', formato: 'xlsb', archive };
  return { kind: 'package', opened: { archive, parts, relations } };
}

async function isOpenDocument(parts: Parts): Promise<boolean> {
  const mimetype = parts.find('mimetype');
  if (mimetype === undefined || mimetype.size > 200) return false;
  return (await parts.loose(mimetype)).includes('opendocument.spreadsheet');
}
