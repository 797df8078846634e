/** The table as one run of lines: the heads of the groups, and under each open one its partners. */

/** A group in the table. `clave` null: all partners as one list, without a head. */
export interface Section {
  clave: string | null;
  nombre: string;
  socios: number;
  plegada: boolean;
}

/** Where a line is: the head of a section, or a partner at a place of it. */
export type Line =
  | { tipo: 'grupo'; seccion: number }
  | {
      tipo: 'socio';
      seccion: number;
      /** Its place within the section, from 0. */
      indice: number;
    };

/** Partners of one section between two lines. */
export interface Stretch {
  seccion: number;
  desde: number;
  cuantas: number;
}

function headOf(section: Section): number {
  return section.clave === null ? 0 : 1;
}

function lengthOf(section: Section): number {
  return headOf(section) + (section.plegada ? 0 : section.socios);
}

/** How many lines all sections make. */
export function countLines(sections: readonly Section[]): number {
  return sections.reduce((sum, section) => sum + lengthOf(section), 0);
}

/** What stands at a line, or null beyond the last. */
export function lineAt(sections: readonly Section[], line: number): Line | null {
  let start = 0;
  for (const [seccion, section] of sections.entries()) {
    const length = lengthOf(section);
    if (line < start + length) {
      const place = line - start - headOf(section);
      return place < 0 ? { tipo: 'grupo', seccion } : { tipo: 'socio', seccion, indice: place };
    }
    start += length;
  }
  return null;
}

/** The line at which a section begins: its head, or its first partner where it has none. */
export function startOf(sections: readonly Section[], seccion: number): number {
  return countLines(sections.slice(0, seccion));
}

/** The partners between two lines, both included, section by section; heads are passed over. */
export function stretchesBetween(sections: readonly Section[], a: number, b: number): Stretch[] {
  const first = Math.min(a, b);
  const last = Math.max(a, b);
  let start = 0;
  return sections.flatMap((section, seccion) => {
    const from = start + headOf(section);
    const to = start + lengthOf(section);
    start = to;
    const desde = Math.max(first, from);
    const end = Math.min(last + 1, to);
    return end <= desde ? [] : [{ seccion, desde: desde - from, cuantas: end - desde }];
  });
}
