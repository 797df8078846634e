/** The facts of a sheet made of texts and numbers, without a package around it: for tests of the detector alone. */
import type { SheetFacts } from '../../main/workbook/detect/facts.ts';
import { KIND } from '../../main/workbook/sheet/row-scanner.ts';
import { SheetProfile } from '../../main/workbook/sheet/profile.ts';

/** The facts of a sheet with these rows; null is an empty cell. */
export function factsOf(rows: readonly (readonly (string | number | null)[])[]): SheetFacts {
  const profile = new SheetProfile(
    { count: 0, classes: new Uint8Array(), rucs: new Float64Array() },
    '',
    null,
    null,
  );
  rows.forEach((cells, i) => {
    profile.rowStart(i + 1, false);
    cells.forEach((value, column) => {
      if (value === null) return;
      const bytes = Buffer.from(String(value));
      profile.window(bytes);
      const isNumber = typeof value === 'number';
      const kind = isNumber ? KIND.number : KIND.text;
      profile.cell(column + 1, 0, kind, isNumber ? value : NaN, 0, bytes.length);
    });
    profile.rowEnd(i + 1);
  });
  return {
    nombre: 'Hoja',
    oculta: false,
    profile,
    frame: {
      merges: [],
      autoFilter: null,
      protectedSheet: false,
      tables: [],
      drawing: null,
    },
  };
}
