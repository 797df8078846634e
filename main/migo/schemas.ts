/** The forms in which the API answers about RUCs, read with tolerance: nulls, "-", missing keys, numbers. */
import { z } from 'zod';
import type { Taxpayer } from '../../shared/taxpayer.ts';
import { fromLimaText } from '../../shared/time.ts';
import { messageOf } from './words.ts';
import { textOf } from './text.ts';

const text = z.unknown().optional().transform(textOf);
const flag = z
  .unknown()
  .optional()
  .transform((value) => {
    if (value === false || value === 0 || value === 'false' || value === '0') return false;
    return value === undefined || value === null ? undefined : true;
  });

/** One taxpayer, or one refusal about a RUC. `success` is undefined where the item does not say. */
export const itemSchema = z.object({
  success: flag,
  ruc: text,
  nombre_o_razon_social: text,
  estado_del_contribuyente: text,
  condicion_de_domicilio: text,
  ubigeo: text,
  direccion: text,
  direccion_simple: text,
  distrito: text,
  provincia: text,
  departamento: text,
  actualizado_en: text,
});
export type Item = z.output<typeof itemSchema>;

/** Whether the item says anything about a taxpayer beyond the number. */
export function describesTaxpayer(item: Item): boolean {
  return (
    item.nombre_o_razon_social !== '' ||
    item.estado_del_contribuyente !== '' ||
    item.condicion_de_domicilio !== ''
  );
}

/** The item as a taxpayer. "-" stays where it is a value of SUNAT (estado, condición), else it means nothing. */
export function toTaxpayer(item: Item): Taxpayer {
  return {
    ruc: item.ruc,
    razonSocial: known(item.nombre_o_razon_social),
    estado: item.estado_del_contribuyente,
    condicion: item.condicion_de_domicilio,
    ubigeo: ubigeoOf(item.ubigeo),
    direccion: known(item.direccion) || known(item.direccion_simple),
    distrito: known(item.distrito),
    provincia: known(item.provincia),
    departamento: known(item.departamento),
    datoAl: fromLimaText(item.actualizado_en),
  };
}

function known(value: string): string {
  return /^[-\s,]*$/.test(value) ? '' : value;
}

function ubigeoOf(value: string): string {
  // A number has lost its leading zero: 10101 is 010101.
  const code = /^\d{5}$/.test(value) ? `0${value}` : value;
  return /^\d{6}$/.test(code) ? code : '';
}

/** One element of an answer: what it holds, and the words of a refusal. */
export interface Element {
  item: Item;
  message: string;
}

/** What an answer's JSON is. */
export type Shape =
  | { kind: 'items'; elements: Element[] }
  /** No data, but a flag or a text that says why. `flagged`: it says `success: false` itself. */
  | { kind: 'refusal'; message: string; flagged: boolean; ruc: string }
  | { kind: 'unknown' };

/** Reads a bare array, `{success, data: […]}`, `{success, data: {…}}` and the flat object. */
export function shapeOf(json: unknown): Shape {
  if (Array.isArray(json)) return { kind: 'items', elements: elementsOf(json) };
  if (typeof json !== 'object' || json === null) return { kind: 'unknown' };
  const data = (json as { data?: unknown }).data;
  if (Array.isArray(data) && (data.length > 0 || !isRefusal(json))) {
    return { kind: 'items', elements: elementsOf(data) };
  }
  const single =
    typeof data === 'object' && data !== null && !Array.isArray(data) ? { ...json, ...data } : json;
  const item = itemSchema.parse(single);
  const message = messageOf(json);
  if (item.success === false || (message !== '' && !describesTaxpayer(item) && item.success === undefined)) {
    return { kind: 'refusal', message, flagged: item.success === false, ruc: item.ruc };
  }
  if (item.ruc === '') return { kind: 'unknown' };
  return { kind: 'items', elements: [{ item, message }] };
}

function isRefusal(json: object): boolean {
  return itemSchema.parse(json).success === false;
}

function elementsOf(values: readonly unknown[]): Element[] {
  const elements: Element[] = [];
  for (const value of values) {
    // What is no object says nothing of any RUC: its RUC counts as left out.
    const parsed = itemSchema.safeParse(value);
    if (parsed.success) elements.push({ item: parsed.data, message: messageOf(value) });
  }
  return elements;
}
