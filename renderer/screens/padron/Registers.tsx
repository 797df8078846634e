import type { RegisterView } from '../../../shared/contract.ts';
import type { PlainError } from '../../../shared/errors.ts';
import { REGISTER_NAMES } from '../../../shared/register-words.ts';
import { toLimaDay } from '../../../shared/time.ts';
import { usePadron } from '../../app/services.tsx';
import { ActionButton } from '../../components/ActionButton.tsx';
import { FailureNotice } from '../../components/Notice.tsx';
import { capital, count, countOf } from '../../format/numbers.ts';
import { useNow } from '../../util/useNow.ts';
import type { ListEnd } from './state/model.ts';
import { atWords } from './words.ts';
import styles from './Tables.module.css';

const A_MINUTE = 60_000;

/** SUNAT's small registers: which list of each is in use, and the ways to a newer one. */
export function Registers({ registros }: { registros: readonly RegisterView[] }) {
  const { fin, fallo } = usePadron((m) => m.lista);
  return (
    <section aria-labelledby="padron-listas">
      <div className={styles.head}>
        <h2 id="padron-listas">Listas de SUNAT</h2>
        <p className="t2 s12">
          Quien figura en la lista SSCO es NO APTO; las demás se dicen junto al veredicto.
        </p>
      </div>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Lista</th>
            <th scope="col">Fecha</th>
            <th scope="col" className="num">
              RUC
            </th>
            <th scope="col" className={styles.wide}>
              Importada
            </th>
            <th scope="col">
              <span className="sr">Acciones</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {registros.map((register) => (
            <RegisterLine key={register.lista} register={register} />
          ))}
        </tbody>
      </table>
      <p className={`s13 t2 ${styles.said}`} role="status">
        {fin === null ? '' : endWords(fin)}
      </p>
      {fallo === null ? null : <ListFailure fallo={fallo} />}
    </section>
  );
}

function ListFailure({ fallo }: { fallo: { lista: RegisterView['lista'] | null; error: PlainError } }) {
  return (
    <div className={styles.failure}>
      <FailureNotice failure={fallo.error} />
    </div>
  );
}

function RegisterLine({ register: { lista, enUso } }: { register: RegisterView }) {
  const working = usePadron((m) => m.lista.enCurso);
  const chooseList = usePadron((m) => m.chooseList);
  const downloadList = usePadron((m) => m.downloadList);
  const now = useNow(A_MINUTE);
  const name = REGISTER_NAMES[lista];
  return (
    <tr>
      <th scope="row">{name}</th>
      {enUso === null ? (
        <td className="t3">Sin importar</td>
      ) : (
        <td title={enUso.archivo}>{toLimaDay(enUso.fecha)}</td>
      )}
      <td className="num" title={enUso === null ? undefined : omittedWords(enUso.omitidas)}>
        {enUso === null ? '—' : count(enUso.filas)}
      </td>
      <td className={`t2 ${styles.wide}`}>
        {enUso === null ? '—' : capital(atWords(enUso.importadaEn, now))}
      </td>
      <td>
        <div className={styles.actions}>
          <ActionButton
            compact
            aria-label={`Importar ${name}`}
            disabled={working !== null}
            onClick={() => void chooseList(lista)}
          >
            Importar
          </ActionButton>
          <ActionButton
            compact
            aria-label={`Descargar ${name}`}
            disabled={working !== null}
            loading={working === lista}
            onClick={() => void downloadList(lista)}
          >
            Descargar
          </ActionButton>
        </div>
      </td>
    </tr>
  );
}

function endWords({ lista, filas, omitidas, yaEstaba }: ListEnd): string {
  if (yaEstaba) return `${REGISTER_NAMES[lista]}: esa lista ya está en uso.`;
  const left = omitidas === 0 ? '' : `; ${omittedWords(omitidas)}`;
  return `${REGISTER_NAMES[lista]}: ${countOf(filas, 'RUC', 'RUC')}${left}.`;
}

function omittedWords(omitidas: number): string {
  return omitidas === 1 ? '1 línea sin RUC se omitió' : `${count(omitidas)} líneas sin RUC se omitieron`;
}
