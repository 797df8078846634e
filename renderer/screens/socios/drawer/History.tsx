import type { PartnerDetail } from '../../../../shared/contract.ts';
import { toLimaDay } from '../../../../shared/time.ts';
import { fuenteWords } from '../../../../shared/verdict.ts';
import { ConditionLine } from '../../../components/drawer/ConditionLine.tsx';
import { MarkedText } from '../../../components/Verdict.tsx';
import { verdictKey } from '../../../words/verdicts.ts';
import styles from './PartnerDrawer.module.css';

type Tramo = PartnerDetail['tramos'][number];

/** Every state seen, as a line whose height is the risk, and as a list with from and to. */
export function History({ tramos, now }: { tramos: readonly Tramo[]; now: number }) {
  return (
    <ConditionLine historia={tramos.map(named)} now={now}>
      <p className="s12 t2">Más alto es más riesgo. En lo rayado no hubo consultas.</p>
      <ol className={styles.states} aria-label="Estados vistos">
        {tramos.map((tramo) => (
          <li key={`${String(tramo.desde)}-${tramo.estado}-${tramo.condicion}`}>
            <MarkedText mark={verdictKey(tramo.veredicto)}>{stateOf(tramo)}</MarkedText>
            <p>
              {spanWords(tramo)} · {fuenteWords(tramo.fuente)}
            </p>
          </li>
        ))}
      </ol>
    </ConditionLine>
  );
}

/** A state without an estado is called by its verdict. */
function named(tramo: Tramo): Tramo {
  return tramo.estado === '' ? { ...tramo, condicion: tramo.veredicto } : tramo;
}

function stateOf({ veredicto, estado, condicion }: Tramo): string {
  if (estado === '') return veredicto;
  return [estado, condicion].filter((text) => text !== '' && text !== '-').join(', ');
}

function spanWords({ desde, hasta }: Tramo): string {
  const from = toLimaDay(desde);
  if (hasta === null) return `desde el ${from} hasta hoy`;
  const to = toLimaDay(hasta);
  return from === to ? `el ${from}` : `del ${from} al ${to}`;
}
