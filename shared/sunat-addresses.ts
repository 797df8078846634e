/**
 * Where SUNAT publishes what can be kept on this disk, without a login. It has moved its files between hosts
 * before: the padrón's address is a setting, and every file can be loaded by hand.
 */
import type { Register } from './padron.ts';

/** The padrón reducido: a zip of some 370 MiB, new every day. */
export const PADRON_ADDRESS = 'https://www2.sunat.gob.pe/padron_reducido_ruc.zip';

/** The small registers. */
export const REGISTER_ADDRESSES: Readonly<Record<Register, string>> = {
  ssco: 'https://www.sunat.gob.pe/padronesnotificaciones/ssco/sujesincapacidadOperativa.xlsx',
  retencion: 'https://www.sunat.gob.pe/descarga/AgentRet/AgenRet_TXT.zip',
  'percepcion-interna': 'https://www.sunat.gob.pe/descarga/AgentRet/AgenPercVI_TXT.zip',
  'percepcion-combustible': 'https://www.sunat.gob.pe/descarga/AgentRet/AgenPerc_TXT.zip',
  'buenos-contribuyentes': 'https://www.sunat.gob.pe/descarga/BueCont/BueCont_TXT.zip',
};

/** SUNAT's own page for many RUCs at once: opened in the browser, for the person to use. */
export const CONSULTA_MULTIPLE_PAGE = 'https://e-consultaruc.sunat.gob.pe/cl-ti-itmrconsmulruc/jrmS00Alias';
