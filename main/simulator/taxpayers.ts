/** A taxpayer for every RUC, the same one at every start: what the simulator's register holds. Pure. */
import type { Random } from '../../shared/ports.ts';
import { chanceOf, pick, pickWeighted } from './chance.ts';
import {
  BRANDS,
  FORMS,
  GIVEN_NAMES,
  PLACES,
  SUFFIXES,
  SURNAMES,
  TRADES,
  WAYS,
  WAY_NAMES,
  ZONES,
} from './names.ts';

/** A taxpayer in the very form of the API's answer. */
export interface MigoTaxpayer {
  success: true;
  ruc: string;
  nombre_o_razon_social: string;
  estado_del_contribuyente: string;
  condicion_de_domicilio: string;
  ubigeo: string;
  tipo_de_via: string;
  nombre_de_via: string;
  codigo_de_zona: string;
  tipo_de_zona: string;
  numero: string;
  interior: string;
  lote: string;
  dpto: string;
  manzana: string;
  kilometro: string;
  distrito: string | null;
  provincia: string | null;
  departamento: string | null;
  direccion_simple: string | null;
  direccion: string | null;
  actualizado_en: string;
}

/** Of a hundred RUCs with a right check digit, so many are in nobody's name. */
const NON_EXISTENT = 0.02;
/** Of a hundred taxpayers, so many are ACTIVO and HABIDO. */
const GOOD = 0.88;
/** Of a hundred taxpayers, so many are ACTIVO with another condición; the rest is not ACTIVO. */
const ACTIVE_NOT_GOOD = 0.055;

/** Every condición of the register but HABIDO, cut to 20 characters as there. */
export const OTHER_CONDICIONES = [
  ['NO HABIDO', 20],
  ['NO HALLADO', 10],
  ['NO HALLADO SE MUDO D', 2],
  ['NO HALLADO NO EXISTE', 2],
  ['NO HALLADO FALLECIO', 1],
  ['NO HALLADO OTROS MOT', 2],
  ['NO HALLADO NRO.PUERT', 1],
  ['NO HALLADO CERRADO', 2],
  ['NO HALLADO DESTINATA', 1],
  ['NO HALLADO RECHAZADO', 1],
  ['PENDIENTE', 4],
  ['POR VERIFICAR', 4],
  ['NO APLICABLE', 3],
  ['-', 2],
] as const;

/** Every estado of the register but ACTIVO, cut to 20 characters as there. */
export const OTHER_ESTADOS = [
  ['BAJA DE OFICIO', 20],
  ['BAJA DEFINITIVA', 16],
  ['SUSPENSION TEMPORAL', 10],
  ['BAJA PROVISIONAL', 4],
  ['BAJA PROV. POR OFICI', 4],
  ['BAJA MULT.INSCR. Y O', 1.5],
  ['INHABILITADO-VENT.UN', 1.5],
  ['PENDIENTE DE INI. DE', 1.5],
  ['OTROS OBLIGADOS', 1.5],
  ['NUM. INTERNO IDENTIF', 1.5],
  ['ANULACION - ERROR SU', 1.5],
  ['ANULACION - ACTO ILI', 1.5],
  ['ANUL.PROVI.-ACTO ILI', 1.5],
] as const;

/** What may be fixed for one RUC: some fields, or null for "does not exist". */
export type TaxpayerOverride = Partial<MigoTaxpayer> | null;

export interface RegisterOptions {
  /** Every RUC exists (benchmarks). */
  existAll?: boolean;
  /** By RUC. */
  overrides?: ReadonlyMap<string, TaxpayerOverride>;
  /** The moment from which `actualizado_en` is counted back, UTC ms. */
  asOf: number;
}

/** The taxpayer of a RUC, or null where it is in nobody's name. */
export function taxpayerOf(ruc: string, options: RegisterOptions): MigoTaxpayer | null {
  const override = options.overrides?.get(ruc);
  if (override === null) return null;
  const random = chanceOf(ruc);
  const exists = random() >= NON_EXISTENT;
  if (!exists && options.existAll !== true && override === undefined) return null;
  const [estado, condicion] = standingOf(random);
  const isCompany = ruc.startsWith('20');
  return {
    success: true,
    ruc,
    nombre_o_razon_social: isCompany ? companyName(random) : personName(random),
    estado_del_contribuyente: estado,
    condicion_de_domicilio: condicion,
    ...(isCompany ? fullAddress(random) : personAddress(random)),
    actualizado_en: updatedAt(options.asOf, random),
    ...override,
  };
}

function standingOf(random: Random): [estado: string, condicion: string] {
  const standing = random();
  if (standing < GOOD) return ['ACTIVO', 'HABIDO'];
  if (standing < GOOD + ACTIVE_NOT_GOOD) return ['ACTIVO', pickWeighted(OTHER_CONDICIONES, random)];
  const condicion = random() < 0.7 ? 'HABIDO' : pickWeighted(OTHER_CONDICIONES, random);
  return [pickWeighted(OTHER_ESTADOS, random), condicion];
}

function companyName(random: Random): string {
  const parts = [
    pick(TRADES, random),
    pick(BRANDS, random),
    pickWeighted(SUFFIXES, random),
    pickWeighted(FORMS, random),
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function personName(random: Random): string {
  const given =
    random() < 0.7 ? [pick(GIVEN_NAMES, random), pick(GIVEN_NAMES, random)] : [pick(GIVEN_NAMES, random)];
  return [pick(SURNAMES, random), pick(SURNAMES, random), ...new Set(given)].join(' ');
}

type Address = Omit<
  MigoTaxpayer,
  | 'success'
  | 'ruc'
  | 'nombre_o_razon_social'
  | 'estado_del_contribuyente'
  | 'condicion_de_domicilio'
  | 'actualizado_en'
>;

const NO_PARTS = { interior: '-', lote: '-', dpto: '-', manzana: '-', kilometro: '-' };

function fullAddress(random: Random): Address {
  const [ubigeo, distrito, provincia, departamento] = pick(PLACES, random);
  const [codigo, zona] = pick(ZONES, random);
  const via = pickWeighted(WAYS, random);
  const nombre = pick(WAY_NAMES, random);
  const numero = String(100 + Math.floor(random() * 4900));
  const dpto = random() < 0.3 ? String(100 + Math.floor(random() * 1100)) : '-';
  const door = dpto === '-' ? '' : ` DPTO. ${dpto}`;
  const simple = `${via} ${nombre} NRO. ${numero}${door} ${codigo} ${zona}`;
  return {
    ubigeo,
    tipo_de_via: via,
    nombre_de_via: nombre,
    codigo_de_zona: codigo,
    tipo_de_zona: zona,
    numero,
    ...NO_PARTS,
    dpto,
    distrito,
    provincia,
    departamento,
    direccion_simple: simple,
    direccion: `${simple}, ${departamento} - ${provincia} - ${distrito}`,
  };
}

/** Of most persons the register gives no address: "-", and sometimes null. */
function personAddress(random: Random): Address {
  if (random() < 0.15) return fullAddress(random);
  const nothing = random() < 0.5 ? '-' : null;
  return {
    ubigeo: '-',
    tipo_de_via: '-',
    nombre_de_via: '-',
    codigo_de_zona: '-',
    tipo_de_zona: '-',
    numero: '-',
    ...NO_PARTS,
    distrito: nothing,
    provincia: nothing,
    departamento: nothing,
    direccion_simple: nothing,
    direccion: nothing,
  };
}

const DAY_MS = 86_400_000;
const LIMA_OFFSET_MS = -5 * 3_600_000;

/** A night in the last three weeks; for one taxpayer in a hundred, more than a year ago. Lima time. */
function updatedAt(asOf: number, random: Random): string {
  const days = random() < 0.01 ? 400 : 1 + Math.floor(random() * 20);
  const midnight = Math.floor((asOf + LIMA_OFFSET_MS) / DAY_MS) * DAY_MS - days * DAY_MS;
  const moment = midnight + Math.floor(random() * 6 * 3_600_000);
  return new Date(moment).toISOString().slice(0, 19).replace('T', ' ');
}
