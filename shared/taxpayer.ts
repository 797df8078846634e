/** What is known of one taxpayer, from any source. Texts are SUNAT's own, trimmed, entities decoded. */
export interface Taxpayer {
  ruc: string;
  razonSocial: string;
  /** `ACTIVO`, `BAJA DE OFICIO`, …; empty where the source did not say. Cut to 20 characters at the source. */
  estado: string;
  /** `HABIDO`, `NO HABIDO`, `NO HALLADO…`, `-`, …; empty where the source did not say. */
  condicion: string;
  /** INEI code of six digits, or empty. */
  ubigeo: string;
  /** Full address as the source gives it, or empty. */
  direccion: string;
  distrito: string;
  provincia: string;
  departamento: string;
  /**
   * Date of the knowledge (`datoAl`), UTC ms: Migo's `actualizado_en`, the padrón's edition.
   * Null where the source gave none.
   */
  datoAl: number | null;
}
