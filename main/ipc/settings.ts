/** Calls about settings, the token, the demonstration, and the application's state. */
import type { Desk } from '../desk.ts';
import type { Workspace } from '../workspace.ts';
import { healthView } from '../validation/run-snapshot.ts';
import { accountWords, askAccount } from '../validation/account.ts';
import type { AppState, CallOutput, Settings } from '../../shared/contract.ts';
import { HabidoError } from '../../shared/errors.ts';
import type { Handlers, Send } from './handle.ts';
import { withinTime } from './within-time.ts';

export interface SettingsDeps {
  desk: Desk;
  version: string;
  platform: string;
  send: Send;
  /** The figures of the partners hang on settings too. */
  partnersChanged(): void;
}

type SettingsHandlers = Pick<
  Handlers,
  'app.state' | 'settings.save' | 'token.save' | 'token.remove' | 'token.test' | 'demo.set'
>;

/** Settings by which partners count as due or unconfirmed, and by which the schedule goes. */
const PARTNER_SETTINGS: readonly (keyof Settings)[] = [
  'sociosFrescuraDias',
  'sociosSinConfirmarDias',
  'sociosAgenda',
  'feriados',
  'agendaEnPausaHasta',
];

/** Milliseconds that the test of the token may take. */
const TOKEN_TEST_TIMEOUT_MS = 45_000;

export function settingsHandlers(deps: SettingsDeps): SettingsHandlers {
  const { desk } = deps;
  const changed = (): void => {
    deps.send('app.changed', appState(deps));
  };
  /** Another address or token is another pool: requests in course end, the next ones use the new client. */
  const renewClient = async (): Promise<void> => {
    await desk.workspace().client.renew();
    changed();
  };
  return {
    'app.state': async () => Promise.resolve(appState(deps)),
    'settings.save': async (changes) => {
      const { settings } = desk.workspace();
      const before = settings.get().direccion;
      const saved = settings.save(changes);
      if (saved.direccion !== before) await renewClient();
      else changed();
      if (PARTNER_SETTINGS.some((key) => key in changes)) deps.partnersChanged();
      if ('feriados' in changes) await desk.workspace().padron.registers.recountTerms();
      return saved;
    },
    'token.save': async ({ token }) => {
      const { database, audit, token: keeper } = desk.workspace();
      const state = keeper.save(token.trim());
      database.transaction(() => {
        audit.append('token-guardado', { desde: state.desde });
      });
      await renewClient();
      return state;
    },
    'token.remove': async () => {
      const { database, audit, token: keeper } = desk.workspace();
      const state = keeper.remove();
      database.transaction(() => {
        audit.append('token-quitado', {});
      });
      await renewClient();
      return state;
    },
    'token.test': async () => testToken(desk.workspace()),
    'demo.set': async ({ activo }) => {
      await desk.setDemo(activo);
      changed();
      return {};
    },
  };
}

/** Asks Migo about the account: what it says proves the token. */
async function testToken(workspace: Workspace): Promise<CallOutput<'token.test'>> {
  if (workspace.token.get() === null) throw new HabidoError('token-falta');
  const respuesta = await withinTime(TOKEN_TEST_TIMEOUT_MS, (signal) =>
    askAccount(workspace.accountDeps, {
      askedBy: 'ventana',
      priority: 'interactive',
      signal,
      giveUpAfterProbes: 1,
    }),
  );
  return {
    respuesta: Object.entries(respuesta).map(([clave, valor]) => ({ clave, valor: accountWords(valor) })),
  };
}

/** What the window knows of the application. */
export function appState(deps: Pick<SettingsDeps, 'desk' | 'version' | 'platform'>): AppState {
  const workspace = deps.desk.workspace();
  return {
    version: deps.version,
    plataforma: deps.platform,
    demo: deps.desk.demo,
    token: workspace.token.state(),
    llavero: workspace.token.hasKeychain(),
    ajustes: workspace.settings.get(),
    fijados: workspace.settings.fijados(),
    salud: healthView(workspace.client.health()),
  };
}
