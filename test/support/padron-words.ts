/** Words that made-up taxpayers are composed of: as many and as unevenly used as in the real padrón. */

export type Chance = () => number;

const SURNAMES =
  'QUISPE FLORES SANCHEZ RODRIGUEZ GARCIA ROJAS HUAMAN MAMANI RAMOS TORRES VASQUEZ CASTILLO GUTIERREZ CHÁVEZ PEÑA NÚÑEZ CONDORI APAZA SALAZAR MEZA DÍAZ MENDOZA RAMÍREZ ESPINOZA CRUZ LÓPEZ MARTÍNEZ FERNÁNDEZ VARGAS CHOQUE ÑAUPARI IBÁÑEZ CCOPA HUANCA TICONA YUPANQUI';
const GIVEN =
  'MARIA JOSE LUIS JUAN CARLOS ROSA ANA JORGE VICTOR CARMEN PEDRO MIGUEL JULIO CESAR ELENA SOFIA MANUEL ALBERTO TEÓFILO IRENE JESÚS ELIZABETH SANTOS FRANCISCO ÁNGEL PATRICIA DORIS MARLENI WILMER YENY';
const TRADES =
  'INVERSIONES,COMERCIAL,TRANSPORTES,CONSTRUCTORA,SERVICIOS GENERALES,GRUPO,AGROINDUSTRIAS,IMPORTACIONES,CONSULTORES,MULTISERVICIOS,MINERA,TEXTILES,CORPORACIÓN,DISTRIBUIDORA,CONTRATISTAS GENERALES,ASOCIACIÓN,CLÍNICA,EDITORA,LABORATORIOS,BOTICAS';
const PLACES =
  'ANDINA,DEL SUR,PACÍFICO,LOS ANDES,SAN MARTÍN,EL SOL,DEL NORTE,IMPERIAL,UNIÓN,CENTRAL,AMÉRICA,SANTA ROSA,PERÚ,LIMA,CUSCO,LOS OLIVOS,SAN JOSÉ,LA VICTORIA';
const FORMS = 'S.A.C.,S.A.C.,S.A.C.,E.I.R.L.,E.I.R.L.,S.A.,S.R.L.,SOCIEDAD ANONIMA CERRADA,S.A.C.S.';
const SYLLABLES =
  'BA CA DE FI GO HUA LLA MA ÑO PA QUI RO SA TI VE YA ZU CHO RRE LÓ NU MI PE TRA CO VI LE SU AR EN TOR GUE LIN BER OS JI PUM XI DRA FLO KE WI NA LO MO GRE BU ES PO JA';

const ENDINGS = ['', '', '', 'S', 'N', 'R', 'L', 'D'];

/** As the padrón cuts them, to 20 characters. */
const ESTADOS: Weighted = weights([
  ['ACTIVO', 57],
  ['BAJA DE OFICIO', 18],
  ['BAJA DEFINITIVA', 11],
  ['SUSPENSION TEMPORAL', 8],
  ['BAJA PROV. POR OFICI', 3],
  ['BAJA MULT.INSCR. Y O', 1.5],
  ['BAJA PROVISIONAL', 0.7],
  ['ANULACION - ERROR SU', 0.3],
  ['PENDIENTE DE INI. DE', 0.2],
  ['NUM. INTERNO IDENTIF', 0.2],
  ['INHABILITADO-VENT.UN', 0.1],
]);
const CONDICIONES: Weighted = weights([
  ['HABIDO', 91],
  ['NO HABIDO', 4.5],
  ['NO HALLADO NRO.PUERT', 1],
  ['NO HALLADO DESTINATA', 0.8],
  ['NO HALLADO SE MUDO D', 0.7],
  ['NO HALLADO', 0.5],
  ['PENDIENTE', 0.6],
  ['POR VERIFICAR', 0.3],
  ['-', 0.6],
]);

type Weighted = { texts: string[]; upTo: number[] };

function weights(pairs: [string, number][]): Weighted {
  const total = pairs.reduce((sum, [, weight]) => sum + weight, 0);
  let sum = 0;
  return {
    texts: pairs.map(([text]) => text),
    upTo: pairs.map(([, weight]) => (sum += weight) / total),
  };
}

function draw(from: Weighted, chance: Chance): string {
  const u = chance();
  const at = from.upTo.findIndex((edge) => u < edge);
  return from.texts[at === -1 ? 0 : at] as string;
}

function pick(from: readonly string[], chance: Chance): string {
  return from[Math.floor(chance() * from.length)] as string;
}

/** The first ones far more often than the last ones. */
function common(from: readonly string[], chance: Chance): string {
  return from[Math.floor(chance() ** 1.05 * from.length)] as string;
}

/** `count` words of two or three syllables after the given ones. */
function vocabulary(first: string, count: number, salt: number): string[] {
  const syllables = SYLLABLES.split(' ');
  let state = salt;
  const chance = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
  const words = first.split(' ');
  while (words.length < count) {
    const parts = Array.from({ length: 2 + Math.floor(chance() * 2) }, () => pick(syllables, chance));
    words.push(parts.join('') + pick(ENDINGS, chance));
  }
  return words;
}

const surnames = vocabulary(SURNAMES, 14_000, 7);
const given = vocabulary(GIVEN, 4_000, 11);
const brands = vocabulary('ANDES INKA SOL COSTA', 9_000, 13);
const streets = vocabulary('GRAU BOLÍVAR AREQUIPA PROGRESO', 1_500, 17);
const [trades, places, forms] = [TRADES.split(','), PLACES.split(','), FORMS.split(',')];

export function personName(chance: Chance): string {
  const second = chance() < 0.8 ? ` ${common(given, chance)}` : '';
  return `${common(surnames, chance)} ${common(surnames, chance)} ${common(given, chance)}${second}`;
}

export function companyName(chance: Chance): string {
  const middle = chance() < 0.4 ? ` ${pick(places, chance)}` : ` ${common(brands, chance)}`;
  const last = chance() < 0.6 ? ` ${common(surnames, chance)}` : ` & ${common(brands, chance)}`;
  return `${pick(trades, chance)}${middle}${last} ${pick(forms, chance)}`;
}

export const someEstado = (chance: Chance): string => draw(ESTADOS, chance);
export const someCondicion = (chance: Chance): string => draw(CONDICIONES, chance);

/** First four digits of a code, and how many districts it has. */
const PROVINCES: [string, number][] = [
  ['1501', 43],
  ['0701', 7],
  ['0401', 29],
  ['1301', 11],
  ['0801', 8],
  ['1401', 20],
  ['2001', 10],
  ['1201', 28],
];

/** UBIGEO (INEI) and the ten address cells: tipo de vía, vía, código and tipo de zona, número … kilómetro. */
export function address(chance: Chance): { ubigeo: string; cells: string[] } {
  const [province, districts] = PROVINCES[Math.floor(chance() ** 2 * PROVINCES.length)] as [string, number];
  const ubigeo = province + String(1 + Math.floor(chance() * districts)).padStart(2, '0');
  const street = chance() < 0.85;
  const zone = chance() < 0.5;
  const maybe = (share: number, text: () => string): string => (chance() < share ? text() : '-');
  const number = (most: number): string => String(1 + Math.floor(chance() * most));
  return {
    ubigeo,
    cells: [
      street ? pick(['AV.', 'JR.', 'CAL.', 'PJ.', 'CAR.'], chance) : '----',
      street ? `${common(streets, chance)} ${common(streets, chance)}` : '-',
      zone ? pick(['URB.', 'P.J.', 'A.H.', 'COO.'], chance) : '----',
      zone ? `${pick(places, chance)} ${common(streets, chance)}` : '-',
      street ? (chance() < 0.15 ? 'S/N' : number(2_500)) : '-',
      maybe(0.2, () => number(900)),
      maybe(0.25, () => number(40)),
      maybe(0.1, () => number(1_200)),
      maybe(0.25, () => pick(['A', 'B', 'C', 'D', 'E', 'F1'], chance)),
      maybe(0.02, () => `${number(99)}.5`),
    ],
  };
}
