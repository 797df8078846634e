import { describe, expect, it } from 'vitest';
import { eventSender, registerCalls, type Handlers } from '../../../main/ipc/handle.ts';
import { calls, type CallName } from '../../../shared/contract.ts';
import { HabidoError } from '../../../shared/errors.ts';
import { recordingLog } from '../../support/recording-log.ts';

const CORRIDA = '0199d0e0-7c2a-7c3e-8d1f-3a5b7c9d1e2f';
const names = Object.keys(calls) as CallName[];

function handlersThat(act: () => unknown): Handlers {
  return Object.fromEntries(
    names.map((name) => [name, () => Promise.resolve().then(act)]),
  ) as unknown as Handlers;
}

function register(handlers: Handlers, { refusal = null as string | null, checkOutputs = true } = {}) {
  const registered = new Map<string, (sender: string, input: unknown) => Promise<unknown>>();
  const log = recordingLog();
  registerCalls<string>(
    { handle: (channel, listener) => void registered.set(channel, listener) },
    { guard: () => refusal, log, checkOutputs },
    handlers,
  );
  const call = (name: CallName, input: unknown): Promise<unknown> =>
    registered.get(name)?.('sender', input) as Promise<unknown>;
  return { registered, log, call };
}

describe('registerCalls', () => {
  it('registers exactly the calls of the contract', () => {
    const { registered } = register(handlersThat(() => ({})));
    expect([...registered.keys()].sort()).toEqual([...names].sort());
  });

  it('refuses a missing handler and a handler without a call', () => {
    const { 'run.start': _missing, ...rest } = handlersThat(() => ({}));
    expect(() => register(rest as Handlers)).toThrow('run.start has no handler');
    expect(() =>
      register({ ...handlersThat(() => ({})), 'run.strange': () => ({}) } as unknown as Handlers),
    ).toThrow('run.strange');
  });

  it('answers the value in its envelope', async () => {
    const { call } = register(handlersThat(() => ({ corrida: CORRIDA })));
    const input = { plan: `plan-${CORRIDA}`, politica: 'vivo', tope: null, confirmado: false };
    expect(await call('run.start', input)).toEqual({ ok: true, value: { corrida: CORRIDA } });
  });

  it('rejects a strange sender, logs it, and runs nothing', async () => {
    let ran = false;
    const handlers = handlersThat(() => {
      ran = true;
      return {};
    });
    const { call, log } = register(handlers, { refusal: 'an inner frame' });
    await expect(call('job.cancel', {})).rejects.toThrow('refused');
    expect(log.lines).toEqual(['warn Refused the call job.cancel from an inner frame.']);
    expect(ran).toBe(false);
  });

  // Every call, so that none can come without a schema that refuses.
  it.each(names)('%s refuses an input off its schema, without its content in the log', async (name) => {
    const { call, log } = register(handlersThat(() => expect.unreachable('the handler ran')));
    expect(await call(name, 'secreto-en-la-entrada')).toMatchObject({
      ok: false,
      error: { code: 'entrada-invalida' },
    });
    expect(await call(name, undefined)).toMatchObject({ ok: false, error: { code: 'entrada-invalida' } });
    expect(log.lines).toHaveLength(2);
    expect(log.lines.join()).not.toContain('secreto');
  });

  it('refuses keys that the schema does not know', async () => {
    const { call, log } = register(handlersThat(() => ({})));
    expect(await call('app.state', { extra: 1 })).toMatchObject({
      ok: false,
      error: { code: 'entrada-invalida' },
    });
    expect(log.lines[0]).toContain('the top (unrecognized_keys)');
  });

  it.each(names)('%s turns a typed failure into its plain form', async (name) => {
    const handlers = handlersThat(() => {
      throw new HabidoError('disco-lleno');
    });
    const { registered, log } = register(handlers);
    const input = validInput(name);
    expect(await registered.get(name)?.('sender', input)).toEqual({
      ok: false,
      error: { code: 'disco-lleno', message: new HabidoError('disco-lleno').message },
    });
    expect(log.lines).toEqual([]);
  });

  it('turns any other failure into «interno», logged without paths', async () => {
    const handlers = handlersThat(() => {
      throw Object.assign(new Error("EIO: read '/home/ana/habido.db'"), { code: 'EIO' });
    });
    const { call, log } = register(handlers);
    const answer = (await call('run.list', {})) as { error: { code: string; message: string } };
    expect(answer.error.code).toBe('interno');
    expect(answer.error.message).toContain('EIO');
    expect(answer.error.message).not.toContain('ana');
    expect(log.lines[0]).toContain('The call run.list failed.');
    expect(log.lines[0]).not.toContain('/home');
  });

  it('checks outputs where asked to, and only there', async () => {
    const wrong = handlersThat(() => ({ corrida: 'no id' }));
    const input = { plan: `plan-${CORRIDA}`, politica: 'vivo', tope: null, confirmado: false };
    expect(await register(wrong).call('run.start', input)).toMatchObject({
      ok: false,
      error: { code: 'interno' },
    });
    expect(await register(wrong, { checkOutputs: false }).call('run.start', input)).toMatchObject({
      ok: true,
    });
  });
});

describe('eventSender', () => {
  it('sends what fits the contract and throws at what does not', () => {
    const sent: [string, unknown][] = [];
    const send = eventSender({ send: (channel, payload) => void sent.push([channel, payload]) }, true);
    send('job.progress', { fase: 'leer', avance: 0.5 });
    expect(sent).toEqual([['job.progress', { fase: 'leer', avance: 0.5 }]]);
    expect(() => send('job.progress', { fase: 'leer', avance: 2 })).toThrow();
    expect(sent).toHaveLength(1);
  });
});

/** An input that the call's schema takes. */
function validInput(name: CallName): unknown {
  const handle = (prefix: string): string => `${prefix}-${CORRIDA}`;
  const everything: Record<string, unknown> = {
    path: '/x.xlsx',
    paths: ['/x.xlsx'],
    formato: 'pdf',
    archivo: handle('archivo'),
    copia: handle('copia'),
    plan: handle('plan'),
    corrida: CORRIDA,
    hoja: 'Hoja1',
    columna: 'A',
    filaEncabezado: null,
    frescuraMs: 0,
    manual: false,
    politica: 'vivo',
    tope: null,
    confirmado: false,
    filtro: 'todos',
    texto: '',
    orden: { campo: 'fila', descendente: false },
    desde: 0,
    cuantas: 10,
    n: 0,
    token: 'ficha-de-prueba',
    activo: true,
    carpeta: false,
    para: 'padron',
    fecha: null,
    aceptar: false,
    ruc: '20100070970',
    lista: 'ssco',
    ...partnerInputs(name),
  };
  const shape = Object.keys((calls[name].input as unknown as { shape: object }).shape);
  const input = Object.fromEntries(
    shape.filter((key) => key in everything).map((key) => [key, everything[key]]),
  );
  const { success } = calls[name].input.safeParse(input);
  expect(success, `no valid input known for ${name}`).toBe(true);
  return input;
}

/** What calls about partners ask for under names that other calls know too, and what only they ask for. */
function partnerInputs(name: CallName): Record<string, unknown> {
  if (!/^(partners|groups|schedule|changes)\./.test(name)) return {};
  return {
    texto: '20100070970',
    orden: { campo: 'ruc', descendente: false },
    alias: '',
    tipo: 'proveedor',
    grupo: null,
    grupos: ['Cliente Uno'],
    rucs: ['20100070970'],
    cambios: { nota: 'x' },
    alcance: { tipo: 'todos' },
    tambienFrescos: false,
    clave: 'cliente uno',
    nombre: 'Cliente Uno',
    empresa: null,
    frescuraDias: null,
    agenda: null,
    hoy: true,
    rumbo: 'todos',
    dias: null,
    sinLeer: false,
    leido: true,
    consulta: { rumbo: 'todos', grupo: null, dias: null, sinLeer: true, corrida: null, texto: '' },
  };
}
