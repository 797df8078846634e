import type { ErrorCode, PlainError } from '../../shared/errors.ts';

/** Sentences that speak of the command line's options, in the window's words. */
const IN_THE_WINDOW: Partial<Record<ErrorCode, string>> = {
  'columna-un-solo-ruc':
    'La única columna con RUC repite un solo número en todas las filas: puede ser el de su empresa. Confírmelo o elija otra en «Columna».',
  'libro-firmado': 'El libro tiene firma digital y la copia la perderá. Confírmelo para seguir.',
  'token-falta': 'Falta el token de Migo. Ingréselo en Ajustes.',
  'corrida-no-existe': 'Esa corrida ya no existe. Elija otra de la lista.',
  'padron-falta': 'No hay un padrón en esta computadora. Impórtelo en «Padrón».',
  'padron-sin-fecha': 'El archivo no dice de qué fecha es. Indíquela para seguir.',
  'socios-alias-de-uno': 'El alias es de un solo RUC: déjelo vacío para agregar varios.',
  cancelado: 'Se canceló. Su libro sigue como estaba.',
};

/** What the window says of a failure. */
export function failureSentence(error: PlainError): string {
  // Here a button says yes, not an option.
  return IN_THE_WINDOW[error.code] ?? error.message.replace(/ Acéptelo con --aceptar\b[^.]*\./, '');
}

/** Failures that only a person's yes can pass; the call is then made again with `confirmado`. */
export function asksForYes(code: ErrorCode): boolean {
  return code === 'columna-un-solo-ruc' || code === 'libro-firmado';
}

/** Failures that are put right in Ajustes. */
export function leadsToSettings(code: ErrorCode): boolean {
  return (
    code === 'token-falta' ||
    code === 'token-rechazado' ||
    code === 'direccion-equivocada' ||
    code === 'direccion-invalida' ||
    code === 'descarga-direccion' ||
    code === 'descarga-no-existe'
  );
}
