/** The padrón's address cells as the one line that SUNAT shows. */

/**
 * `TIPO DE VÍA|NOMBRE DE VÍA|CÓDIGO DE ZONA|TIPO DE ZONA|NÚMERO|INTERIOR|LOTE|DEPARTAMENTO|MANZANA|KILÓMETRO` as
 * one line: `CAL. LAS FLORES NRO. 123 INT. 4 URB. SAN MARTIN`. Cells of dashes say nothing and are left out.
 *
 * The headings of the zone are the wrong way round in SUNAT's file (its code holds the type, its type the name),
 * and `DEPARTAMENTO` is the flat.
 */
export function composeAddress(tail: string): string {
  const [
    viaType = '',
    via = '',
    zoneType = '',
    zone = '',
    number = '',
    interior = '',
    plot = '',
    flat = '',
    block = '',
    kilometre = '',
  ] = tail.split('|').map(told);
  return [
    viaType,
    via,
    labelled('NRO.', number),
    labelled('DPTO.', flat),
    labelled('INT.', interior),
    labelled('MZA.', block),
    labelled('LOTE.', plot),
    labelled('KM.', kilometre),
    zoneType,
    zone,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function told(cell: string): string {
  const text = cell.replace(/\s+/g, ' ').trim();
  return /^-*$/.test(text) ? '' : text;
}

function labelled(label: string, value: string): string {
  return value === '' ? '' : `${label} ${value}`;
}
