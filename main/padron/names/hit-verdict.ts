/** The verdict beside a name that was found. Pure. */
import type { NameHit, RegisterMarks } from '../../../shared/padron.ts';
import { judgeTaxpayer, type Veredicto } from '../../../shared/verdict.ts';

/** Without its address and its date, a verdict is the same; only what is to be known of it differs. */
export function verdictOfHit(hit: NameHit, marks: RegisterMarks | undefined): Veredicto {
  if (marks?.ssco?.vigente === true) return 'NO APTO';
  return judgeTaxpayer({ ...hit, direccion: '', datoAl: null }, 0).veredicto;
}
