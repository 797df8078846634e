/** The tables of an edition's database. Short names: the file is read by Habido, and by hand at most. */

/** Format of the editions written here; of another one the file is imported anew. */
export const EDITION_FORMAT = 1;

/**
 * `c`: rowid is the RUC; `s` the pair of estado and condición in `situaciones`; `u` the ubigeo as a number; `d`
 * the address cells as SUNAT has them, joined by `|`. `u` and `d` are null where all of them are dashes, as they
 * are of natural persons.
 */
export const EDITION_TABLES = `
CREATE TABLE c (
  ruc INTEGER PRIMARY KEY,
  nombre TEXT NOT NULL,
  s INTEGER NOT NULL,
  u INTEGER,
  d TEXT
) STRICT;
CREATE TABLE situaciones (
  n INTEGER PRIMARY KEY,
  estado TEXT NOT NULL,
  condicion TEXT NOT NULL
) STRICT;
CREATE TABLE meta (
  formato INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  fecha INTEGER NOT NULL,
  filas INTEGER NOT NULL
) STRICT;
`;

/** What an edition says of itself; the only row of `meta`. */
export interface EditionMeta {
  formato: number;
  sha256: string;
  fecha: number;
  filas: number;
}
