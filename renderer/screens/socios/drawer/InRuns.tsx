import type { PartnerDetail } from '../../../../shared/contract.ts';
import { changeFieldWords, courseWords } from '../../../../shared/partner-words.ts';
import { useOpenRun } from '../../../app/services.tsx';
import { when } from '../../../format/dates.ts';
import { countOf } from '../../../format/numbers.ts';
import styles from './PartnerDrawer.module.css';

/** Runs shown before the rest is only counted. */
const SHOWN = 8;

/** The runs over workbooks that it was in; each opens in Validar. */
export function InRuns({ corridas, now }: { corridas: PartnerDetail['corridas']; now: number }) {
  const openRun = useOpenRun();
  if (corridas.length === 0) return null;
  const more = corridas.length - SHOWN;
  return (
    <section className={styles.section}>
      <h2>En sus libros</h2>
      <ul>
        {corridas.slice(0, SHOWN).map(({ corrida, nombre, inicio, filas }) => (
          <li key={corrida}>
            <button type="button" className="link el" title={nombre} onClick={() => void openRun(corrida)}>
              {nombre}
            </button>
            <span className="s12 t2">
              {countOf(filas, 'fila', 'filas')} · {when(inicio, now)}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="s12 t2">y {countOf(more, 'corrida más', 'corridas más')}</p> : null}
    </section>
  );
}

/** The changes noticed since it is a partner, newest first. */
export function SeenChanges({ cambios, now }: { cambios: PartnerDetail['cambios']; now: number }) {
  if (cambios.length === 0) return null;
  const more = cambios.length - SHOWN;
  return (
    <section className={styles.section}>
      <h2>Cambios</h2>
      <ul>
        {cambios.slice(0, SHOWN).map((change) => (
          <li key={change.id}>
            <span className={change.leido ? undefined : 'b'}>
              {changeFieldWords(change.campo)}: de {change.de === '' ? '—' : change.de} a{' '}
              {change.a === '' ? '—' : change.a}
              {change.leido ? null : <span className="sr"> (sin leer)</span>}
            </span>
            <span className="s12 t2">
              {courseWords(change.rumbo)} · {when(change.notadoEn, now)}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="s12 t2">y {countOf(more, 'cambio más', 'cambios más')}</p> : null}
    </section>
  );
}
