/** Where each setting is kept, what it is at first, and what it may be in words. */
import type { Settings } from '../../shared/contract.ts';
import { PADRON_ADDRESS } from '../../shared/sunat-addresses.ts';
import { PLAIN_OUTPUT } from '../../shared/workbook.ts';

/** `oficina`: what the desks of an office will share. `puesto`: this desk's own. */
export type Drawer = 'oficina' | 'puesto';

/** One setting. */
export interface Definition<T> {
  cajon: Drawer;
  inicial: T;
  /** What it may be, in the words of the error. */
  permitido: string;
  /** The environment variable that rules over it. */
  variable?: string;
}

const YES_OR_NO = 'debe ser sí o no';
const DAYS = 'debe ser un entero de 1 a 365';

/** All of them; `shared/settings.ts` has their schemas. */
export const SETTINGS: { readonly [K in keyof Settings]: Definition<Settings[K]> } = {
  direccion: {
    cajon: 'oficina',
    inicial: 'https://api.migo.pe',
    permitido: 'debe ser una dirección https://',
    variable: 'HABIDO_MIGO_URL',
  },
  porMinuto: {
    cajon: 'oficina',
    inicial: 60,
    permitido: 'debe ser un entero de 1 a 1000',
    variable: 'HABIDO_POR_MINUTO',
  },
  concurrencia: {
    cajon: 'oficina',
    inicial: 4,
    permitido: 'debe ser un entero de 1 a 16',
    variable: 'HABIDO_CONCURRENCIA',
  },
  frescuraHoras: { cajon: 'oficina', inicial: 24, permitido: 'debe ser un entero de 0 a 8760' },
  tope: {
    cajon: 'oficina',
    inicial: null,
    permitido: 'debe ser un entero de 1 a 10 000 000, o quedar vacío',
  },
  precio: {
    cajon: 'oficina',
    inicial: null,
    permitido: 'debe ser un monto en soles, por ejemplo 0.01, o quedar vacío',
  },
  tema: { cajon: 'puesto', inicial: 'sistema', permitido: 'debe ser sistema, claro u oscuro' },
  columnas: {
    cajon: 'oficina',
    inicial: [...PLAIN_OUTPUT.columnas],
    permitido: 'debe tener VEREDICTO y no repetir columnas',
  },
  hojaResumen: { cajon: 'oficina', inicial: true, permitido: YES_OR_NO },
  hojaProblemas: { cajon: 'oficina', inicial: false, permitido: YES_OR_NO },
  padronDireccion: {
    cajon: 'oficina',
    inicial: PADRON_ADDRESS,
    permitido: 'debe ser una dirección https://',
  },
  padronEdadDias: { cajon: 'oficina', inicial: 7, permitido: DAYS },
  sociosFrescuraDias: { cajon: 'oficina', inicial: 7, permitido: DAYS },
  sociosSinConfirmarDias: { cajon: 'oficina', inicial: 30, permitido: 'debe ser un entero de 1 a 3650' },
  sociosAgenda: {
    cajon: 'oficina',
    inicial: { activa: true, dias: { tipo: 'diaria' }, hora: '07:00', tope: 1000 },
    permitido: 'debe tener sus días, una hora de Lima como 07:00, y un tope mayor que cero o ninguno',
  },
  corridasActualizanSocios: { cajon: 'oficina', inicial: true, permitido: YES_OR_NO },
  feriados: {
    cajon: 'oficina',
    inicial: { agregados: [], quitados: [] },
    permitido: 'debe ser una lista de fechas',
  },
  quedarseEnBandeja: { cajon: 'puesto', inicial: true, permitido: YES_OR_NO },
  bandejaAvisada: { cajon: 'puesto', inicial: false, permitido: YES_OR_NO },
  iniciarConSesion: { cajon: 'puesto', inicial: false, permitido: YES_OR_NO },
  avisosDeCambios: { cajon: 'puesto', inicial: true, permitido: YES_OR_NO },
  agendaEnPausaHasta: { cajon: 'puesto', inicial: null, permitido: 'debe ser un instante, o ninguno' },
};
