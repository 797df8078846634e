/** Rows of partners as the window reads them. Pure. */
import type { ListedPartner } from '../database/partner-pages.ts';
import type { PartnerRow } from '../../shared/contract.ts';

export function rowView({ record, vencido, sinConfirmarDesde }: ListedPartner): PartnerRow {
  const { ultimoIntento, ultimoMotivo } = record;
  return {
    ruc: record.ruc,
    razonSocial: record.razonSocial,
    alias: record.alias,
    tipo: record.tipo,
    grupos: [...record.grupos],
    nota: record.nota,
    veredicto: record.veredicto,
    estado: record.estado,
    condicion: record.condicion,
    desde: record.desde,
    ultimaRespuesta: record.ultimaRespuesta,
    vencido,
    sinConfirmarDesde,
    ultimoIntento:
      ultimoIntento === null
        ? null
        : { en: ultimoIntento, respondido: ultimoMotivo === '', motivo: ultimoMotivo },
  };
}
