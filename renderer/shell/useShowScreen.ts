import type { Screen } from '../app/appStore.ts';
import { useApp, useValidar } from '../app/services.tsx';
import { isBusy } from '../screens/validar/state/model.ts';

/** Goes to a screen; going to Validar from a finished run leads back to its start. */
export function useShowScreen(): (screen: Screen) => void {
  const current = useApp((m) => m.screen);
  const go = useApp((m) => m.go);
  const reset = useValidar((m) => m.reset);
  const fase = useValidar((m) => m.fase);
  return (screen) => {
    if (screen === 'validar' && current === 'validar' && fase.tipo === 'corrida' && !isBusy(fase)) reset();
    go(screen);
  };
}
