/** What header texts say, whatever their accents, signs and case. */

/** What a header announces of its column. */
export type HeaderWord = 'ruc' | 'documento' | 'nombre' | 'parte' | 'tipo' | 'tercero' | 'otro';

/** Longest text that is still a header. */
const MAX_HEADER = 90;

/**
 * A header as upper-case words: `N° R.U.C. (*)` → `N RUC`, `empresaRuc` → `EMPRESA RUC`,
 * `cliente_ruc` → `CLIENTE RUC`.
 */
export function headerWords(text: string): string {
  return text
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toUpperCase()
    .replace(/R\s*\.\s*U\s*\.\s*C\b\.?/g, ' RUC ')
    .replace(/[^A-Z0-9Ñ]+/g, ' ')
    .trim();
}

const RUC = /\bRUCS?\b|\bRUC(?=\d|[A-Z])|\b[A-Z]{3,5}RUC\b/;
/** People in a register who are neither its suppliers nor its clients. */
const OTHER_PARTY =
  /\b(TRANSPORTISTA|TRANSPORTE|CHOFER|CONDUCTOR|REPRESENTANTE|REP|GARANTE|AVAL|CONTADOR|SOLICITANTE|EMPLEADO|TRABAJADOR|USUARIO|VENDEDOR|BANCO|DECLARANTE|INFORMANTE|TERCERO|ADQUIRI?ENTE|REFERENCIA|MODIFICA\w*|NUBIZ)\b/;
const TYPE =
  /^(T D|TD|T D I|TDI|TDOC|T DOC|TIPO|TIPO TABLA 2|TIPO D I)$|\bTIPO\b.*\b(DOC\w*|IDENTIDAD|TABLA 2|D I|DI)\b|\bCOD\w*\b.*\bTIPO DOC/;
const NOT_ID_TYPE = /\b(CP|CDP|COMPROBANTE|PAGO|CAMBIO|NOTA|TABLA 10|VENTA|OPERACION|BIEN|MONEDA)\b/;
const DOCUMENT =
  /\b(DOC|DOCUMENTO|IDENTIDAD|IDENTIFICACION|IDENT|NIF|VAT|TAX|ANEXO|CODIGO|COD|PARTNER|NUMERO|NRO|NUM|N|LICTRADNUM|CARD CODE|CARDCODE|AUXILIAR)\b/;
const NOT_ID =
  /\b(SERIE|COMPROBANTE|FACTURA|VOUCHER|ASIENTO|CUENTA|CTA|CCI|TELEFONO|CELULAR|FAX|CORREO|DUA|DAM|PEDIDO|GUIA|CONSTANCIA|DETRACCION|CORRELATIVO|CUO|OPERACION|CAR|IMPORTE|TOTAL|MONTO|FECHA|POSTAL|UBIGEO|FINAL|INICIO|INICIAL|CP|CDP|PRODUCTO|ARTICULO|MONEDA|COSTO|CENTRO)\b/;
const NAME = /\b(RAZON|DENOMINACION|NOMBRES?|APELLIDOS?|NAME)\b/;
const PARTY =
  /\b(PROVEEDOR(ES)?|CLIENTES?|EMPRESA|BENEFICIARIO|TITULAR|PARTNER|EMISOR|CONTRIBUYENTE|DESTINATARIO|REMITENTE|ACREEDOR|DEUDOR|ORDENANTE|VENDOR|SUPPLIER|CUSTOMER|(SUB)?CONTRATISTAS?|CONTRAPARTE|LOCADOR(ES)?)\b/;
/** What dates of comprobantes are called, and other dates that stand in the same row. */
const DATE = /\b(FECHAS?|FEC|FE|DATE|EMISION|DOCDATE)\b|\bFEC(HA)?[A-Z]+\b|^F (EMI|DOC)|\bEMI\b/;
const OTHER_DATE =
  /\b(VENC\w*|VCTO|VTO|DUE|PAGO|CANCEL\w*|REGISTRO|REG|NACIMIENTO|INGRESO|INICIO|FIN|BAJA|ALTA|MODIFICA\w*|PUBLICACION|FIRME|TRASLADO|DETRACCION|CONSTANCIA|DEPOSITO|CONTAB\w*|ENTREGA|RECEPCION|ULTIMA?|NOTIFICACION|HASTA|DESDE|CIERRE|FEC(HA)?(VEN|VCT|VTO|PAG|REG|NAC|ING|CAN|CON)\w*)\b/;
const MODIFIED = /\b(MODIFICA\w*|DETRACCION|CONSTANCIA|REFERENCIA)\b/;
const ISSUE = /\b(EMISION|EMI|EMIS|EMITIDO|FEC(HA)?EMI\w*)\b/;
const OF_DOCUMENT = /\b(DOC\w*|FACTURA|INVOICE|CPE|FEC(HA)?DOC\w*)\b/;

/** What the header text says of its column; several meanings give the strongest for finding RUCs. */
export function headerMeaning(text: string): HeaderWord {
  if (text.length > MAX_HEADER) return 'otro';
  const words = headerWords(text);
  if (words === '') return 'otro';
  if (RUC.test(words)) return OTHER_PARTY.test(words) ? 'tercero' : 'ruc';
  if (TYPE.test(words)) return NOT_ID_TYPE.test(words) ? 'otro' : 'tipo';
  if (OTHER_PARTY.test(words)) return 'tercero';
  if (NAME.test(words)) return 'nombre';
  if (NOT_ID.test(words)) return 'otro';
  if (DOCUMENT.test(words)) return 'documento';
  return PARTY.test(words) ? 'parte' : 'otro';
}

/** Whether a header names a party: numbers stand below it in some books, names in others. */
export function isPartyHeader(text: string): boolean {
  const words = headerWords(text);
  return PARTY.test(words) && !OTHER_PARTY.test(words);
}

/** How surely a header announces the date of issue: 0 not at all, 3 by its name. */
export function issueDateScore(text: string): number {
  const words = headerWords(text);
  if (!DATE.test(words)) return 0;
  if (ISSUE.test(words)) return MODIFIED.test(words) ? 0 : 3;
  if (OTHER_DATE.test(words)) return 0;
  return OF_DOCUMENT.test(words) ? 2 : 1;
}
