import { useRows } from '../../../app/services.tsx';
import { count, countOf } from '../../../format/numbers.ts';
import { useBriefly } from '../../../util/useBriefly.ts';
import { isGoing, type RunView } from '../state/model.ts';
import { copiedWords, spentLine } from './sentence.ts';
import styles from './Corrida.module.css';

const SAID_FOR_MS = 4000;

/** Under the grid: how much is here, what was spent, and the keys. */
export function GridStatus({ view }: { view: RunView }) {
  const { run } = view;
  const copied = useBriefly(view.copiadas, SAID_FOR_MS);
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
      <span role="status" className={copied === null ? 'sr' : 'b'}>
        {copied === null ? '' : copiedWords(copied.filas)}
      </span>
      <span className={`t3 ${styles.wide}`}>
        {going
          ? 'Puede seguir usando la ventana'
          : copied !== null
            ? ''
            : '↑ ↓ mover · Intro detalle · Ctrl C copiar RUC · Ctrl F buscar'}
      </span>
    </div>
  );
}
