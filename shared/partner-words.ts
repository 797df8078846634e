/** What a change of a partner is called, for exports and the command line. */
import type { ChangeCourse, ChangeField } from './partner-views.ts';

const FIELDS: Record<ChangeField, string> = {
  estado: 'Estado',
  condicion: 'Condición',
  razonSocial: 'Razón social',
  direccion: 'Dirección',
  ssco: 'Lista SSCO',
  existe: 'Existencia',
};

const COURSES: Record<ChangeCourse, string> = { peor: 'Empeoró', mejor: 'Mejoró', otro: 'Otro dato' };

/** The name of what changed. */
export function changeFieldWords(field: ChangeField): string {
  return FIELDS[field];
}

/** Which way it went. */
export function courseWords(course: ChangeCourse): string {
  return COURSES[course];
}
