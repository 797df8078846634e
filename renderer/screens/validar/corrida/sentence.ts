import type { RunSnapshot, SavedCopy } from '../../../../shared/contract.ts';
import { roughSpan, span } from '../../../format/durations.ts';
import { count, countOf } from '../../../format/numbers.ts';
import { soles } from '../../../format/money.ts';
import { when } from '../../../format/dates.ts';
import { failureSentence } from '../../../words/failures.ts';
import { toReview } from '../../../words/verdicts.ts';
import { settled, type Output } from '../state/model.ts';

/** How the run stands, by the mark beside the sentence. */
export type RunMood = 'bien' | 'pausa' | 'lento' | 'espera' | 'freno';

/** The sentence of state: `texto` as shown, `voz` the same without a count that changes each second. */
export interface StateSentence {
  animo: RunMood;
  texto: string;
  voz: string;
}

/** What a run says of itself while it goes, waits, or has stopped short. `now` UTC ms, for the count-down. */
export function stateSentence(run: RunSnapshot, now: number): StateSentence {
  if (run.estado === 'en curso') return goingSentence(run, now);
  if (run.estado === 'en pausa') {
    return same('pausa', 'En pausa. No se consulta nada hasta que usted continúe.');
  }
  if (run.freno !== null && run.freno.code !== 'cancelado') return same('freno', failureSentence(run.freno));
  const kept = `Se conservan ${countOf(settled(run), 'veredicto', 'veredictos')}${run.puedeRetomar ? ' y puede retomarla' : ''}.`;
  if (run.estado === 'cancelada') return same('freno', `Corrida cancelada. ${kept}`);
  if (run.estado === 'interrumpida') return same('freno', `La corrida se interrumpió. ${kept}`);
  return same('bien', resultSentence(run));
}

function goingSentence(run: RunSnapshot, now: number): StateSentence {
  const { tipo, hasta, porMinuto } = run.salud;
  const what = run.tipo === 'socios' ? 'El refresco' : 'La corrida';
  if (run.politica === 'local')
    return same('bien', 'Se revisa lo guardado en esta computadora. No se consulta a Migo.');
  if (tipo === 'espera') {
    const wait = hasta === null ? '' : ` en ${span(Math.max(1000, Math.ceil((hasta - now) / 1000) * 1000))}`;
    return {
      animo: 'espera',
      texto: `Migo no responde. ${what} espera; se vuelve a probar${wait}.`,
      voz: `Migo no responde. ${what} espera y vuelve a probar por su cuenta.`,
    };
  }
  if (tipo === 'prueba') return same('espera', 'Migo no responde. Se prueba ahora con un solo RUC.');
  if (tipo === 'lento') {
    const pace =
      porMinuto === null ? 'Bajamos el ritmo' : `Bajamos a ${count(porMinuto)} peticiones por minuto`;
    return same('lento', `Migo pidió ir más lento. ${pace} y subiremos solos.`);
  }
  return same('bien', healthySentence(run));
}

function healthySentence(run: RunSnapshot): string {
  if (run.peticiones === 0) return 'Va la primera petición, sola, para comprobar la conexión.';
  if (run.peticiones >= run.peticionesPlan && run.porRepreguntar > 0) {
    return `Migo responde con normalidad. Se repreguntan uno por uno ${count(run.porRepreguntar)} RUC.`;
  }
  if (run.peticiones >= run.peticionesPlan)
    return 'Migo responde con normalidad. Se completa la última ronda.';
  return `Migo responde con normalidad. Lote ${count(run.peticiones + 1)} de ${count(run.peticionesPlan)} en curso.`;
}

/** The line of figures under the sentence of state. */
export function figuresLine(run: RunSnapshot): string {
  const going = run.estado === 'en curso';
  const parts = [`${count(run.consultasUsadas)} de ${countOf(run.consultasPlan, 'consulta', 'consultas')}`];
  if (going && run.politica !== 'local')
    parts.push(`${countOf(run.porMinuto, 'petición', 'peticiones')} por minuto`);
  if (going && run.salud.tipo !== 'espera' && run.salud.tipo !== 'prueba' && run.restanMs !== null) {
    parts.push(`quedan unos ${roughSpan(run.restanMs)}`);
  }
  if (!going) parts.push(`${count(settled(run))} de ${count(run.distintos)} RUC con veredicto`);
  if (run.tope !== null) parts.push(`tope de ${count(run.tope)}`);
  return parts.join(' · ');
}

/** The note under the tally: what waits to be asked again, and what cancelling keeps. */
export function footnote(run: RunSnapshot): string {
  const stays = 'Si cancela, lo respondido se conserva y puede retomarse.';
  if (run.porRepreguntar === 0) return stays;
  const some = run.porRepreguntar === 1;
  return `${count(run.porRepreguntar)} RUC no ${some ? 'vino' : 'vinieron'} en la respuesta de su lote: se ${
    some ? 'repreguntará' : 'repreguntarán uno por uno'
  } al final. ${stays}`;
}

/** What the status bar says was spent, or null where no price is set. */
export function spentLine(run: RunSnapshot): string | null {
  if (run.costo === null) return null;
  const planned = run.costoPlan === null ? '' : ` de ${soles(run.costoPlan)}`;
  return `Gastado${run.estado === 'en curso' ? ' hasta ahora' : ''}: ${soles(run.costo)}${planned}`;
}

/** The result in one sentence: how many need a person's eye. */
export function resultSentence(run: RunSnapshot): string {
  const review = toReview(run.conteo);
  if (run.distintos === 0) return 'El libro no tiene RUC por validar.';
  if (review === 0)
    return run.distintos === 1 ? 'El único RUC es apto.' : `Los ${count(run.distintos)} RUC son aptos.`;
  return `${count(review)} de ${count(run.distintos)} RUC ${review === 1 ? 'necesita' : 'necesitan'} revisión.`;
}

/** What the result cost: queries, money, requests and time, and what was reused. */
export function costLine(run: RunSnapshot, now: number): string {
  const money = run.costo === null ? '' : `, ${soles(run.costo)}`;
  const parts =
    run.peticiones === 0
      ? ['Sin consultar a Migo']
      : [
          `${countOf(run.consultasUsadas, 'consulta', 'consultas')}${money}`,
          `${countOf(run.peticiones, 'petición', 'peticiones')} en ${span(run.duracionMs)}`,
        ];
  if (run.desdeCache > 0) {
    const oldest =
      run.cacheMasAntiguo === null ? '' : `, la más antigua de ${when(run.cacheMasAntiguo, now)}`;
    parts.push(`${countOf(run.desdeCache, 'reusada', 'reusadas')}${oldest}`);
  }
  if (run.desdePadron > 0) parts.push(`${count(run.desdePadron)} del padrón`);
  return parts.join(' · ');
}

/** What is said once rows are on the clipboard. */
export function copiedWords(filas: number): string {
  if (filas === 0) return 'No hay filas a la vista que copiar.';
  return `${countOf(filas, 'fila copiada', 'filas copiadas')}: ${filas === 1 ? 'péguela' : 'péguelas'} en Excel.`;
}

/**
 * What is said once something is saved: what it is, and under which name; of several copies, the first.
 * `asReport`: the workbook could only come back as a report.
 */
export function savedWords(
  { clase, copias, nombre }: SavedCopy & { clase: Output },
  asReport: boolean,
): { que: string; nombre: string } {
  if (copias > 1) {
    return { que: `${count(copias)} copias guardadas`, nombre: `${nombre} y ${count(copias - 1)} más` };
  }
  return { que: clase === 'informe' || asReport ? 'Informe guardado' : 'Copia guardada', nombre };
}

function same(animo: RunMood, texto: string): StateSentence {
  return { animo, texto, voz: texto };
}
