import { useEffect } from 'react';
import { usePadron } from '../../app/services.tsx';
import { FailureNotice } from '../../components/Notice.tsx';
import { useWindowDrop } from '../../util/useWindowDrop.ts';
import { PadronDialogs } from './dialogs.tsx';
import { EditionPanel } from './EditionPanel.tsx';
import { Editions } from './Editions.tsx';
import { JobEnd, JobPanel } from './JobPanel.tsx';
import { Registers } from './Registers.tsx';
import { SearchBar } from './search/SearchBar.tsx';
import { SearchResults } from './search/SearchResults.tsx';
import styles from './Padron.module.css';

/** Padrón: the edition in use, its search, the editions there were, and SUNAT's small registers. */
export function PadronScreen() {
  const estado = usePadron((m) => m.estado);
  const fallo = usePadron((m) => m.fallo);
  const dismiss = usePadron((m) => m.dismiss);
  const load = usePadron((m) => m.load);
  const drop = usePadron((m) => m.drop);
  const searching = usePadron((m) => m.buscando || m.hallado !== null || m.falloBusqueda !== null);
  const over = useWindowDrop(({ files }) => void drop(files));
  useEffect(() => {
    void load();
  }, [load]);
  return (
    <div className={styles.view} data-over={over || undefined}>
      {fallo === null ? null : (
        <div className={styles.notice}>
          <FailureNotice failure={fallo} onDismiss={dismiss} />
        </div>
      )}
      {estado === null ? (
        <p className={`t2 ${styles.loading}`} role="status">
          {fallo === null ? 'Leyendo el padrón de esta computadora…' : ''}
        </p>
      ) : (
        <>
          <EditionPanel estado={estado} over={over} />
          {estado.trabajo === null ? <JobEnd /> : <JobPanel trabajo={estado.trabajo} />}
          <SearchBar estado={estado} />
          {searching ? (
            <SearchResults />
          ) : (
            <div className={`scroll ${styles.overview}`}>
              <Editions estado={estado} />
              <Registers registros={estado.registros} />
            </div>
          )}
          <PadronDialogs estado={estado} />
        </>
      )}
    </div>
  );
}
