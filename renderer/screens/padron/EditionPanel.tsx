import { useState } from 'react';
import type { PadronState } from '../../../shared/contract.ts';
import { useApp, usePadron } from '../../app/services.tsx';
import { ActionButton } from '../../components/ActionButton.tsx';
import { size } from '../../format/sizes.ts';
import { useShortcut } from '../../util/shortcuts.ts';
import { useNow } from '../../util/useNow.ts';
import { DownloadDialog } from './dialogs.tsx';
import { ageInDays, ageSentence, editionSentence, importSentence, mendedSentence } from './words.ts';
import styles from './Padron.module.css';

const A_MINUTE = 60_000;

/** Which padrón is in use, how old, from where; or what to do where there is none. With the ways to another. */
export function EditionPanel({ estado, over }: { estado: PadronState; over: boolean }) {
  const chooseFile = usePadron((m) => m.chooseFile);
  const [asking, setAsking] = useState(false);
  const limit = useApp((m) => m.state?.ajustes.padronEdadDias ?? 7);
  const now = useNow(A_MINUTE);
  const busy = estado.trabajo !== null;
  useShortcut('mod+o', () => void chooseFile(), !busy);
  const wanted = estado.edicion === null || ageInDays(estado.edicion.fecha, now) > limit;
  return (
    <section className={styles.edition} aria-label="Padrón en uso">
      <div className={styles.words}>
        {over ? <DropWords /> : <EditionWords estado={estado} limit={limit} now={now} />}
      </div>
      <div className={styles.actions}>
        <ActionButton
          kind={wanted ? 'primary' : 'plain'}
          disabled={busy}
          onClick={() => {
            setAsking(true);
          }}
        >
          Descargar de SUNAT
        </ActionButton>
        <ActionButton
          disabled={busy}
          keys={{ show: 'Ctrl O', aria: 'Control+O' }}
          onClick={() => void chooseFile()}
        >
          Importar padrón
        </ActionButton>
      </div>
      <DownloadDialog
        opened={asking}
        onClose={() => {
          setAsking(false);
        }}
      />
    </section>
  );
}

function DropWords() {
  return (
    <>
      <p className={styles.sentence}>Suelte para importar</p>
      <p className="s13 t2">
        padron_reducido_ruc.zip tal como lo da SUNAT, o el archivo de una de sus listas.
      </p>
    </>
  );
}

function EditionWords({ estado, limit, now }: { estado: PadronState; limit: number; now: number }) {
  const { edicion, danado, bytes } = estado;
  if (danado) {
    return (
      <>
        <p className={`${styles.sentence} ${styles.bad}`}>
          El padrón de esta computadora está dañado y no se usa.
        </p>
        <p className="s13 t2">
          Vuelva a descargarlo o a importarlo. Mientras tanto las consultas a Migo siguen, y lo que cambió
          entre ediciones se conserva.
        </p>
      </>
    );
  }
  if (edicion === null) {
    return (
      <>
        <p className={styles.sentence}>Todavía no hay un padrón en esta computadora.</p>
        <p className="s13 t2">
          Con él hay veredictos sin internet ni consultas, se busca por nombre y queda la condición de cada
          RUC desde la primera edición. Descárguelo de SUNAT o suelte aquí su padron_reducido_ruc.zip.
        </p>
      </>
    );
  }
  const mended = mendedSentence(edicion);
  const old = ageInDays(edicion.fecha, now) > limit;
  return (
    <>
      <p className={styles.sentence}>{editionSentence(edicion)}</p>
      <p className="s13 t2">
        <span className={old ? styles.old : undefined}>{ageSentence(edicion.fecha, now, limit)}</span>{' '}
        {importSentence(edicion, now)}
      </p>
      <p className={`s12 t3 ${styles.low}`}>
        {mended === '' ? null : `${mended} `}
        {`Ocupa ${size(bytes)} en el disco. Si un RUC no figura, puede ser más nuevo que esta edición.`}
      </p>
    </>
  );
}
