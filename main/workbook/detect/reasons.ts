/** Why a column was chosen, as Spanish sentences. */
import type { ColumnCandidate } from '../types.ts';
import { originSentence } from './origin.ts';
import { leafOf } from './titles.ts';

/** Other columns named at most. */
const NAMED = 3;

const count = (value: number): string => value.toLocaleString('es-PE');

/** What a candidate that was not chosen is. */
export function reason(candidate: ColumnCandidate): string {
  if (candidate.constante)
    return `La columna ${heading(candidate)} repite un solo RUC en sus ${count(candidate.filas)} filas.`;
  return `La columna ${heading(candidate)} tiene ${figures(candidate)}.`;
}

/** Why the best one was chosen, and what else there is. `isTwin`: the same RUCs stand in the other one. */
export function reasonOfBest(
  best: ColumnCandidate,
  others: readonly ColumnCandidate[],
  isTwin: (other: ColumnCandidate) => boolean,
): string {
  const own = others.find((item) => item.hoja === best.hoja && item.constante);
  const visible = others.filter((item) => !item.oculta && !item.constante);
  const sentences = [
    originSentence(best.origenReconocido),
    best.constante ? constantSentence(best, own) : `Se eligió la columna ${heading(best)}: ${figures(best)}.`,
    own === undefined || best.constante
      ? ''
      : `La columna ${heading(own)} repite un solo RUC en todas las filas, quizá el de su empresa.`,
    twinSentence(best, visible.filter(isTwin)),
    otherSentence(
      best,
      visible.filter((item) => !isTwin(item)),
    ),
    best.oculta ? 'Está en una hoja oculta: en las visibles no hay RUC.' : '',
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function constantSentence(best: ColumnCandidate, other: ColumnCandidate | undefined): string {
  const filas = count(best.filas);
  if (other !== undefined)
    return `Se eligió la columna ${heading(best)}, que repite un solo RUC en sus ${filas} filas; la columna ${heading(other)} también repite uno solo.`;
  return `La única columna con RUC es la ${heading(best)} y repite un solo número en sus ${filas} filas: puede ser el de su empresa.`;
}

function twinSentence(best: ColumnCandidate, twins: readonly ColumnCandidate[]): string {
  if (twins.length === 0) return '';
  const verb = twins.length === 1 ? 'tiene' : 'tienen';
  const list = listOf(best, twins);
  return `${list.charAt(0).toUpperCase()}${list.slice(1)} ${verb} los mismos RUC: se tomó la ${best.columna}${twins.some((twin) => twin.hoja !== best.hoja) ? ` de la hoja «${best.hoja}»` : ''}.`;
}

function otherSentence(best: ColumnCandidate, others: readonly ColumnCandidate[]): string {
  return others.length === 0 ? '' : `También hay RUC en ${listOf(best, others)}.`;
}

function listOf(best: ColumnCandidate, others: readonly ColumnCandidate[]): string {
  const names = others.slice(0, NAMED).map((other) => {
    const where = other.hoja === best.hoja ? '' : ` de la hoja «${other.hoja}»`;
    const below =
      other.hoja === best.hoja && other.columna === best.columna
        ? `, desde la fila ${count(other.filaEncabezado + 1)}`
        : '';
    return `la columna ${heading(other)}${below}${where}`;
  });
  const more = others.length - names.length;
  if (more > 0) names.push(`${count(more)} más`);
  return names.length === 1
    ? (names[0] as string)
    : `${names.slice(0, -1).join(', ')} y ${names.at(-1) as string}`;
}

function figures(candidate: ColumnCandidate): string {
  const { validos, distintos, filas } = candidate;
  if (validos === 0)
    return `${count(filas)} ${filas === 1 ? 'celda parece' : 'celdas parecen'} RUC y ninguna lo es`;
  const words = `${count(validos)} ${validos === 1 ? 'RUC válido' : 'RUC válidos y distintos'} en ${count(filas)} ${filas === 1 ? 'fila' : 'filas'}`;
  const wrong = distintos - validos;
  return wrong > 0 ? `${words}, y ${count(wrong)} que no lo ${wrong === 1 ? 'es' : 'son'}` : words;
}

function heading(candidate: ColumnCandidate): string {
  const leaf = leafOf(candidate.titulo);
  return leaf === '' ? candidate.columna : `${candidate.columna} («${leaf}»)`;
}
