import type { AppState } from '../../shared/contract.ts';
import { count } from '../format/numbers.ts';

/** How the connection stands, in a few words, for the foot of the navigation. */
export function connectionWords(state: AppState): {
  texto: string;
  animo: 'bien' | 'lento' | 'caido' | 'nada';
} {
  const { tipo, porMinuto } = state.salud;
  if (!state.token.tiene && !state.demo) return { texto: 'Sin token de Migo', animo: 'nada' };
  if (tipo === 'espera' || tipo === 'prueba') return { texto: 'Migo no responde', animo: 'caido' };
  if (tipo === 'lento')
    return { texto: `Migo lento · ${count(porMinuto ?? state.ajustes.porMinuto)}/min`, animo: 'lento' };
  return {
    texto: `${state.demo ? 'Demostración' : 'Migo'} · ${count(state.ajustes.porMinuto)}/min`,
    animo: 'bien',
  };
}
