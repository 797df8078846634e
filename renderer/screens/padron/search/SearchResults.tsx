import { useEffect, useRef } from 'react';
import { usePadron } from '../../../app/services.tsx';
import { useShortcut } from '../../../util/shortcuts.ts';
import { failureSentence } from '../../../words/failures.ts';
import { HitsGrid } from './HitsGrid.tsx';
import { TaxpayerDrawer } from './TaxpayerDrawer.tsx';
import styles from './Search.module.css';

/** What was found, and the detail of one of them beside it. */
export function SearchResults() {
  const hallado = usePadron((m) => m.hallado);
  const abierto = usePadron((m) => m.abierto);
  const close = usePadron((m) => m.close);
  const fallo = usePadron((m) => m.falloBusqueda);
  const rows = useRef<HTMLDivElement>(null);
  const leave = (): void => {
    close();
    rows.current?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus();
  };
  useShortcut('escape', leave, abierto !== null);
  useEffect(() => close, [close]);
  return (
    <div className={styles.split}>
      <div className={styles.list} ref={rows}>
        {fallo === null ? (
          <HitsGrid />
        ) : (
          <p className={styles.empty} role="alert">
            {failureSentence(fallo)}
          </p>
        )}
        {fallo === null && hallado?.resultados.length === 0 ? (
          <p className={styles.empty}>
            Nadie en el padrón se llama «{hallado.texto.trim()}». Pruebe con menos palabras o con el RUC;
            quien se inscribió después de esta edición no figura, y las personas naturales se buscan por RUC.
          </p>
        ) : null}
      </div>
      {abierto === null ? null : <TaxpayerDrawer onClose={leave} />}
    </div>
  );
}
