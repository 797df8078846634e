import type { RunSnapshot } from '../../../../shared/contract.ts';
import { useRows } from '../../../app/services.tsx';
import { count, countOf } from '../../../format/numbers.ts';
import { isGoing } from '../state/model.ts';
import { spentLine } from './sentence.ts';
import styles from './Corrida.module.css';

/** Under the grid: how much is here, what was spent, and the keys. */
export function GridStatus({ run }: { run: RunSnapshot }) {
  const total = useRows((m) => m.total);
  const filtro = useRows((m) => m.consulta.filtro);
  const texto = useRows((m) => m.consulta.texto);
  const narrowed = filtro !== 'todos' || texto !== '';
  const going = isGoing(run);
  const spent = spentLine(run);
  return (
    <div className={styles.status}>
      <span>
        {going
          ? `${count(run.listos)} de ${count(run.distintos)} RUC con veredicto`
          : `${count(run.distintos)} RUC en ${countOf(run.filas, 'fila', 'filas')}`}
      </span>
      {narrowed && total !== null ? <span>{`${count(total)} a la vista`}</span> : null}
      {going && spent !== null ? <span className="t3">{spent}</span> : null}
      <span className="sp" />
      <span className={`t3 ${styles.wide}`}>
        {going
          ? 'Puede seguir usando la ventana'
          : '↑ ↓ mover · Intro detalle · Ctrl C copiar RUC · Ctrl F buscar'}
      </span>
    </div>
  );
}
