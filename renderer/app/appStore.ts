import { createStore, type StoreApi } from 'zustand';
import type { AppState, Bridge, CallOutput, Result, Settings } from '../../shared/contract.ts';
import type { PlainError } from '../../shared/errors.ts';

/** The screens that are built; the navigation shows exactly these, in this order. */
export const SCREENS = ['validar', 'socios', 'cambios', 'padron', 'ajustes'] as const;
export type Screen = (typeof SCREENS)[number];

/** What the whole window knows: the application's state, the screen, and failures that belong to none. */
export interface AppModel {
  state: AppState | null;
  screen: Screen;
  failure: PlainError | null;
  /** Asks main for the state; failures end in `failure`. */
  load(): Promise<void>;
  receive(state: AppState): void;
  fail(failure: PlainError): void;
  dismissFailure(): void;
  go(screen: Screen): void;
  /** Each of these answers the failure, or null once done. */
  saveSettings(patch: Partial<Settings>): Promise<PlainError | null>;
  /** The token passes through and is kept nowhere in the window. */
  saveToken(token: string): Promise<PlainError | null>;
  removeToken(): Promise<PlainError | null>;
  testToken(): Promise<Result<CallOutput<'token.test'>>>;
  setDemo(activo: boolean): Promise<PlainError | null>;
  /** Scheduled refreshes wait for today, or go on. */
  pauseSchedule(hoy: boolean): Promise<PlainError | null>;
}

export type AppStore = StoreApi<AppModel>;

export function createAppStore(bridge: Bridge): AppStore {
  return createStore<AppModel>()((set, get) => {
    const patchState = (patch: Partial<AppState>): void => {
      const state = get().state;
      if (state !== null) set({ state: { ...state, ...patch } });
    };
    return {
      state: null,
      screen: 'validar',
      failure: null,
      load: async () => {
        const answer = await bridge.call('app.state', {});
        set(answer.ok ? { state: answer.value } : { failure: answer.error });
      },
      receive: (state) => set({ state }),
      fail: (failure) => set({ failure }),
      dismissFailure: () => set({ failure: null }),
      go: (screen) => set({ screen }),
      saveSettings: async (patch) => {
        const answer = await bridge.call('settings.save', patch);
        if (!answer.ok) return answer.error;
        patchState({ ajustes: answer.value });
        return null;
      },
      saveToken: async (token) => {
        const answer = await bridge.call('token.save', { token });
        if (!answer.ok) return answer.error;
        patchState({ token: answer.value });
        return null;
      },
      removeToken: async () => {
        const answer = await bridge.call('token.remove', {});
        if (!answer.ok) return answer.error;
        patchState({ token: answer.value });
        return null;
      },
      testToken: () => bridge.call('token.test', {}),
      setDemo: async (activo) => {
        const answer = await bridge.call('demo.set', { activo });
        return answer.ok ? null : answer.error;
      },
      pauseSchedule: async (hoy) => {
        const answer = await bridge.call('schedule.pause', { hoy });
        return answer.ok ? null : answer.error;
      },
    };
  });
}
