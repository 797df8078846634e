import type { PadronEdition, PadronState } from '../../../shared/contract.ts';
import { toLimaDay } from '../../../shared/time.ts';
import { capital, count } from '../../format/numbers.ts';
import { useNow } from '../../util/useNow.ts';
import { atWords, CHANGE_KINDS, CHANGE_TITLES, changeCounts, mostChanged } from './words.ts';
import styles from './Tables.module.css';

const A_MINUTE = 60_000;

/** The editions there were, newest first, with what changed at each: a number and a bar for every kind. */
export function Editions({ estado: { ediciones, edicion } }: { estado: PadronState }) {
  const now = useNow(A_MINUTE);
  if (ediciones.length === 0) return null;
  const most = mostChanged(ediciones);
  return (
    <section aria-labelledby="padron-ediciones">
      <div className={styles.head}>
        <h2 id="padron-ediciones">Ediciones</h2>
        <p className="t2 s12">Lo que cambió en cada una frente a la anterior se conserva siempre.</p>
      </div>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Edición</th>
            <th scope="col" className={styles.wide}>
              Importada
            </th>
            <th scope="col" className="num">
              Contribuyentes
            </th>
            {CHANGE_KINDS.map((kind) => (
              <th key={kind} scope="col" className={`num ${styles.change}`}>
                {CHANGE_TITLES[kind]}
              </th>
            ))}
            <th scope="col" className={styles.file}>
              Archivo
            </th>
          </tr>
        </thead>
        <tbody>
          {ediciones.map((edition) => (
            <EditionLine
              key={edition.n}
              edition={edition}
              inUse={edition.n === edicion?.n}
              most={most}
              now={now}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface EditionLineProps {
  edition: PadronEdition;
  inUse: boolean;
  most: number;
  now: number;
}

function EditionLine({ edition, inUse, most, now }: EditionLineProps) {
  const counts = changeCounts(edition);
  return (
    <tr>
      <th scope="row">
        {toLimaDay(edition.fecha)}
        {inUse ? <span className={styles.tag}>En uso</span> : null}
      </th>
      <td className={`t2 ${styles.wide}`}>{capital(atWords(edition.importadaEn, now))}</td>
      <td className="num">{count(edition.filas)}</td>
      {counts === null ? (
        <td className="t3 num" colSpan={CHANGE_KINDS.length}>
          Sin una edición anterior con qué comparar
        </td>
      ) : (
        CHANGE_KINDS.map((kind) => (
          <td key={kind} className={`num ${styles.change}`}>
            {count(counts[kind])}
            <Bar part={most === 0 ? 0 : counts[kind] / most} />
          </td>
        ))
      )}
      <td className={`t2 el ${styles.file}`} title={`${edition.archivo} · SHA-256 ${edition.sha256}`}>
        {edition.archivo}
      </td>
    </tr>
  );
}

/** How much beside the most there was; the number stands above it. */
function Bar({ part }: { part: number }) {
  return (
    <svg className={styles.bar} viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      <rect className={styles.track} width="100" height="4" />
      <rect x={100 - part * 100} width={part * 100} height="4" />
    </svg>
  );
}
