import type { Result } from '../../../../shared/contract.ts';
import type { PlainError } from '../../../../shared/errors.ts';
import { countOf } from '../../../format/numbers.ts';
import type { EditActions, SociosKit } from './model.ts';

/** RUCs that one call takes. */
const MOST_AT_ONCE = 20_000;

/** The actions that change partners and groups; main tells of what changed by itself. */
export function editActions({ bridge, get, set }: SociosKit, changed: () => void): EditActions {
  const done = (answer: Result<unknown>): PlainError | null => {
    changed();
    return answer.ok ? null : answer.error;
  };
  return {
    editSelected: async (cambios) => {
      set({ fallo: null });
      const fallo = await get().edit([...get().elegidos], cambios);
      if (fallo !== null) set({ fallo });
    },
    edit: async (rucs, cambios) => {
      for (const some of chunks(rucs)) {
        const failure = done(await bridge.call('partners.edit', { rucs: some, cambios }));
        if (failure !== null) return failure;
      }
      return null;
    },
    remove: async (rucs) => {
      let quitados = 0;
      for (const some of chunks(rucs)) {
        const answer = await bridge.call('partners.remove', { rucs: some });
        const failure = done(answer);
        if (failure !== null) return failure;
        if (answer.ok) quitados += answer.value.quitados;
      }
      const gone = new Set(rucs);
      const { elegidos, abierto } = get();
      set({
        elegidos: new Set([...elegidos].filter((ruc) => !gone.has(ruc))),
        ...(abierto !== null && gone.has(abierto) ? { abierto: null, detalle: null } : {}),
        aviso: `${countOf(quitados, 'socio quitado', 'socios quitados')}. Su historia se conserva: si ${
          quitados === 1 ? 'lo vuelve a agregar, sigue' : 'los vuelve a agregar, siguen'
        } con ella.`,
      });
      return null;
    },
    saveGroup: async (group) => {
      const answer = await bridge.call('groups.save', group);
      const { vista } = get();
      if (answer.ok && vista.tipo === 'grupo' && vista.clave === group.clave) {
        get().show({ tipo: 'grupo', clave: answer.value.clave });
      }
      return done(answer);
    },
    removeGroup: async (clave) => {
      const answer = await bridge.call('groups.remove', { clave });
      const { vista } = get();
      if (answer.ok && vista.tipo === 'grupo' && vista.clave === clave) get().show({ tipo: 'grupos' });
      return done(answer);
    },
    dismiss: () => {
      set({ fallo: null, aviso: null, fin: null });
    },
  };
}

function chunks(rucs: readonly string[]): string[][] {
  const parts: string[][] = [];
  for (let at = 0; at < rucs.length; at += MOST_AT_ONCE) parts.push(rucs.slice(at, at + MOST_AT_ONCE));
  return parts;
}
