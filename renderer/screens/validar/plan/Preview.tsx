import { useEffect, useRef, type RefObject } from 'react';
import type { Plan } from '../../../../shared/contract.ts';
import { isAmountColumn } from './previewColumns.ts';
import styles from './Preview.module.css';

/**
 * The first rows as Excel shows them, with its letters and numbers, and the RUC column marked as selected.
 * `short`: fewer of them, for what stands below.
 */
export function Preview({ plan, short = false }: { plan: Plan; short?: boolean }) {
  const { columnas, filas } = plan.preview;
  const chosen = columnas.indexOf(plan.columna);
  const scroller = useScrollToChosen(plan);
  const amounts = columnas.map((_, x) =>
    isAmountColumn(filas.filter((f) => !f.encabezado).map((f) => f.celdas[x] ?? '')),
  );
  const tone = (x: number): string =>
    [x === chosen ? styles.chosen : '', amounts[x] === true ? 'num' : ''].filter((c) => c !== '').join(' ');

  return (
    <div
      className={styles.preview}
      ref={scroller}
      data-short={short || undefined}
      tabIndex={0}
      role="group"
      aria-label="Vista previa de las primeras filas"
    >
      <table>
        <thead>
          <tr>
            <th className={styles.corner}>
              <span className="sr">Fila</span>
            </th>
            {columnas.map((letter, x) => (
              <th
                key={letter}
                scope="col"
                className={`${styles.letter} ${x === chosen ? styles.chosen : ''}`}
                data-chosen={x === chosen || undefined}
              >
                {letter}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {filas.map((fila) => (
            <PreviewRow key={fila.fila} fila={fila} letters={columnas} chosen={chosen} tone={tone} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface PreviewRowProps {
  fila: Plan['preview']['filas'][number];
  letters: readonly string[];
  chosen: number;
  /** The classes of a cell by its column. */
  tone(column: number): string;
}

/** One row; a cell of the chosen column that is not judged (a DNI, a total) is set aside in grey. */
function PreviewRow({ fila, letters, chosen, tone }: PreviewRowProps) {
  return (
    <tr className={fila.encabezado ? styles.heading : undefined}>
      <th scope="row" className={styles.number}>
        {fila.fila}
      </th>
      {letters.map((letter, x) => (
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
  );
}

/** Brings the chosen column to about the middle, so that the name beside it is in view, and no column is cut. */
function useScrollToChosen(plan: Plan): RefObject<HTMLDivElement | null> {
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = scroller.current;
    const head = box?.querySelector<HTMLElement>('th[data-chosen]') ?? null;
    if (box === null || head === null) return;
    const heads = [...box.querySelectorAll<HTMLElement>('thead th')];
    const margin = heads[0]?.offsetWidth ?? 0;
    const wanted = head.offsetLeft - (box.clientWidth - head.offsetWidth) / 2;
    box.scrollLeft = heads.map((th) => th.offsetLeft - margin).find((start) => start >= wanted) ?? 0;
  }, [plan.plan]);
  return scroller;
}
