/** Why a scheduled refresh was put off, in the words of the window and the tray. */

/** `error`: something broke that is no answer of the API. */
export type PutOff = 'sin-red' | 'sin-token' | 'en-refresco' | 'migo' | 'error';

/** One sentence each; when it is tried again stands beside it. */
export const PUT_OFF_WORDS: Readonly<Record<PutOff, string>> = {
  'sin-red': 'Sin conexión: el refresco programado se hará cuando vuelva.',
  'sin-token': 'Falta el token de Migo: el refresco programado espera a que lo ingrese en Ajustes.',
  'en-refresco': 'Ya se está refrescando a los socios: el refresco programado espera a que termine.',
  migo: 'Migo no responde: el refresco programado seguirá en unos minutos.',
  error: 'El refresco programado no se pudo completar: se intentará de nuevo en unos minutos.',
};
