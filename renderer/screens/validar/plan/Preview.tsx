import { useEffect, useRef } from 'react';
import type { Plan } from '../../../../shared/contract.ts';
import { isAmountColumn } from './previewColumns.ts';
import styles from './Preview.module.css';

/** The first rows as Excel shows them, with its letters and numbers, and the RUC column marked as selected. */
export function Preview({ plan }: { plan: Plan }) {
  const { columnas, filas } = plan.preview;
  const chosen = columnas.indexOf(plan.columna);
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = scroller.current;
    const head = box?.querySelector<HTMLElement>('th[data-chosen]');
    if (box == null || head == null) return;
    // Centred, so that the name beside the RUC is in view too.
    box.scrollLeft = head.offsetLeft - (box.clientWidth - head.offsetWidth) / 2;
  }, [plan.plan]);
  const amounts = columnas.map((_, x) => isAmountColumn(filas.filter((f) => !f.encabezado).map((f) => f.celdas[x] ?? '')));
  const tone = (x: number): string =>
    [x === chosen ? styles.chosen : '', amounts[x] === true ? 'num' : ''].filter((c) => c !== '').join(' ');

  return (
    <div className={styles.preview} ref={scroller} tabIndex={0} role="group" aria-label="Vista previa de las primeras filas">
      <table>
        <thead>
          <tr>
            <th className={styles.corner}>
              <span className="sr">Fila</span>
            </th>
            {columnas.map((letter, x) => (
              <th key={letter} scope="col" className={`${styles.letter} ${tone(x)}`} data-chosen={x === chosen || undefined}>
                {letter}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {filas.map((fila) => (
            <tr key={fila.fila} className={fila.encabezado ? styles.heading : undefined}>
              <th scope="row" className={styles.number}>
                {fila.fila}
              </th>
              {columnas.map((letter, x) => (
                <td
                  key={letter}
                  className={tone(x)}
                  data-aside={(x === chosen && !fila.encabezado && !fila.juzgada) || undefined}
                  title={fila.celdas[x]}
                >
                  {fila.celdas[x]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
