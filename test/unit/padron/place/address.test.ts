import { describe, expect, test } from 'vitest';
import { composeAddress } from '../../../../main/padron/place/address.ts';

describe('the address in one line', () => {
  test.each([
    ['CAL.|LAS FLORES|URB.|SAN MARTIN|123|4|-|-|-|-', 'CAL. LAS FLORES NRO. 123 INT. 4 URB. SAN MARTIN'],
    ['AV.|JAVIER PRADO ESTE|----|-|1050|-|-|205|-|-', 'AV. JAVIER PRADO ESTE NRO. 1050 DPTO. 205'],
    ['----|-|A.H.|VILLA EL MAR|-|-|12|-|B|-', 'MZA. B LOTE. 12 A.H. VILLA EL MAR'],
    ['CAR.|PANAMERICANA SUR|-|-|S/N|-|-|-|-|35.5', 'CAR. PANAMERICANA SUR NRO. S/N KM. 35.5'],
    ['-|-|-|-|-|-|-|-|-|-', ''],
    ['-|-|-|-|-|-|-|-|-|-|', ''],
    ['', ''],
    ['JR.| DOS  DE   MAYO |', 'JR. DOS DE MAYO'],
  ])('%j', (tail, line) => {
    expect(composeAddress(tail)).toBe(line);
  });
});
