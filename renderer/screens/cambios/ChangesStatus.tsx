import { DEADLINE_SOURCE, lastDayOfYear } from '../../../shared/deadline.ts';
import { toLimaDay } from '../../../shared/time.ts';
import { useCambios, useSocios } from '../../app/services.tsx';
import { countOf } from '../../format/numbers.ts';
import { useBriefly } from '../../util/useBriefly.ts';
import { useNow } from '../../util/useNow.ts';
import { markedWords, totalWords } from './words.ts';
import styles from './Cambios.module.css';

const SAID_FOR_MS = 4000;
const A_MINUTE = 60_000;

/** Under the time line: how many, what was just marked, and what to know of them. */
export function ChangesStatus() {
  const total = useCambios((m) => m.total);
  const consulta = useCambios((m) => m.consulta);
  const marked = useBriefly(
    useCambios((m) => m.marcados),
    SAID_FOR_MS,
  );
  return (
    <div className={styles.status}>
      <span role="status">{total === null ? '' : totalWords(total, consulta)}</span>
      <span role="status" className={marked === null ? 'sr' : 'b'}>
        {marked === null ? '' : markedWords(marked)}
      </span>
      <Deadline />
      <span className="sp" />
      <span className={`t3 ${styles.wide ?? ''}`}>
        ↑ ↓ mover · Intro ver socio · L leído · Ctrl C copiar RUC
      </span>
    </div>
  );
}

/** For how many the date of this year still runs, with its source; else how a change comes about. */
function Deadline() {
  const enPlazo = useSocios((m) => m.resumen?.enPlazo ?? 0);
  const now = useNow(A_MINUTE);
  if (enPlazo === 0) {
    const words =
      'Un cambio se anota solo cuando Migo o SUNAT lo dicen; una falla de red nunca cambia a un socio';
    return (
      <span className="t3 el" title={words}>
        {words}
      </span>
    );
  }
  const who = countOf(enPlazo, 'socio NO HABIDO puede', 'socios NO HABIDO pueden');
  const words = `${who} levantar su condición hasta el ${toLimaDay(lastDayOfYear(now))}; después, riesgo para sus comprobantes (${DEADLINE_SOURCE})`;
  return (
    <span className="el" title={words}>
      {words}
    </span>
  );
}
