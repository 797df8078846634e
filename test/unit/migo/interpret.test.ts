import { describe, expect, it } from 'vitest';
import { interpret, type Question } from '../../../main/migo/interpret.ts';
import { companyRucs } from '../../support/rucs.ts';

const [A, B, C] = companyRucs(3) as [string, string, string];

const ONE: Question = { endpoint: 'ruc', asked: [A] };
const MANY: Question = { endpoint: 'ruc/collection', asked: [A, B, C] };
const ACCOUNT: Question = { endpoint: 'account', asked: [] };

const FULL = {
  success: true,
  ruc: A,
  nombre_o_razon_social: 'EJEMPLO S.A.C.',
  estado_del_contribuyente: 'ACTIVO',
  condicion_de_domicilio: 'HABIDO',
  ubigeo: '150131',
  distrito: 'SAN ISIDRO',
  provincia: 'LIMA',
  departamento: 'LIMA',
  direccion_simple: 'AV. SOL NRO. 100 URB. CENTRO',
  direccion: 'AV. SOL NRO. 100 URB. CENTRO, LIMA - LIMA - SAN ISIDRO',
  actualizado_en: '2026-01-05 10:20:30',
};

function read(question: Question, status: number, body: unknown) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return interpret(question, status, Buffer.from(text));
}

const refusal = (message: string) => ({ success: false, message });

describe('one RUC', () => {
  it('is known by its fields, whatever wraps them', () => {
    for (const body of [FULL, [FULL], { success: true, data: FULL }, { success: true, data: [FULL] }]) {
      const meaning = read(ONE, 200, body);
      expect(meaning.outcome).toBe('ok');
      expect(meaning.answers).toEqual([
        {
          kind: 'known',
          ruc: A,
          taxpayer: {
            ruc: A,
            razonSocial: 'EJEMPLO S.A.C.',
            estado: 'ACTIVO',
            condicion: 'HABIDO',
            ubigeo: '150131',
            direccion: FULL.direccion,
            distrito: 'SAN ISIDRO',
            provincia: 'LIMA',
            departamento: 'LIMA',
            datoAl: Date.UTC(2026, 0, 5, 15, 20, 30),
          },
        },
      ]);
    }
  });

  it('is known with nulls, dashes, missing keys and numbers for strings', () => {
    const meaning = read(ONE, 200, {
      success: 1,
      ruc: Number(A),
      nombre_o_razon_social: 'PEREZ &amp; HIJOS\u0000 S.A.C. &quot;EL 3&deg;&quot;',
      estado_del_contribuyente: ' ACTIVO ',
      condicion_de_domicilio: '-',
      ubigeo: 10101,
      distrito: null,
      provincia: '-',
      direccion: null,
      direccion_simple: 'JR. UNION NRO. 12',
      actualizado_en: '-',
    });
    expect(meaning.answers[0]).toMatchObject({
      kind: 'known',
      taxpayer: {
        ruc: A,
        razonSocial: 'PEREZ & HIJOS S.A.C. "EL 3°"',
        estado: 'ACTIVO',
        condicion: '-',
        ubigeo: '010101',
        direccion: 'JR. UNION NRO. 12',
        distrito: '',
        provincia: '',
        departamento: '',
        datoAl: null,
      },
    });
  });

  it('is known without an estado: the verdict says so', () => {
    const meaning = read(ONE, 200, { ...FULL, estado_del_contribuyente: null });
    expect(meaning.answers[0]).toMatchObject({ kind: 'known', taxpayer: { estado: '' } });
  });

  it('reads a name in Windows-1252, and one after a byte order mark', () => {
    const latin = Buffer.from(JSON.stringify({ ...FULL, nombre_o_razon_social: 'PEÑA S.A.' }), 'latin1');
    expect(interpret(ONE, 200, latin).answers[0]).toMatchObject({ taxpayer: { razonSocial: 'PEÑA S.A.' } });
    expect(read(ONE, 200, `\ufeff${JSON.stringify(FULL)}`).outcome).toBe('ok');
  });

  it('keeps names that only look like entities, and drops half characters', () => {
    const name = String.raw`{"ruc":"${A}","nombre_o_razon_social":"FOTO&COPY \ud800S.A.C.\u0000"}`;
    expect(read(ONE, 200, name).answers[0]).toMatchObject({ taxpayer: { razonSocial: 'FOTO&COPY S.A.C.' } });
  });

  it.each([
    [404, refusal('RUC no encontrado')],
    [404, refusal('RUC not found')],
    [404, refusal('Not found')],
    [404, { message: 'El RUC no existe' }],
    [404, { success: false, error: 'El número no se encuentra en el padrón' }],
    [404, { success: false, error: { message: 'No se encontró el RUC' } }],
    [200, refusal('RUC no encontrado')],
    [200, { success: false, error: 'El RUC consultado no existe' }],
    [200, { success: 'false', message: 'El RUC no ha sido hallado' }],
    [200, [{ success: false, ruc: A, message: 'no encontrado' }]],
  ])('does not exist: %i %j', (status, body) => {
    const meaning = read(ONE, status, body);
    expect(meaning.outcome).toBe('no-existe');
    expect(meaning.answers).toEqual([{ kind: 'unknown', ruc: A }]);
  });

  it.each([
    [404, refusal('Recurso no encontrado')],
    [404, refusal('Ruta no encontrada')],
    [404, refusal('Página no existe')],
    [404, refusal('Endpoint not found')],
    [404, { message: 'The route api/v1/rucs could not be found.' }],
    [404, { message: 'Not Found' }],
    [404, { message: '' }],
    [404, {}],
    [404, '<html><body>404 Not Found</body></html>'],
    [404, '<html>RUC no encontrado</html>'],
    [404, 'RUC no encontrado'],
    [404, ''],
    [405, { message: 'The POST method is not supported for this route.' }],
    [301, ''],
    [302, '<html>Redirecting</html>'],
    [308, FULL],
  ])('has a wrong address: %i %j', (status, body) => {
    const meaning = read(ONE, status, body);
    expect(meaning.outcome).toBe('direccion');
    expect(meaning.answers).toEqual([]);
  });

  it.each([
    [401, { message: 'Unauthenticated.' }],
    [401, ''],
    [401, '<html></html>'],
    [403, refusal('Forbidden')],
    [403, '<html>403</html>'],
    [200, refusal('Token inválido')],
    [200, { message: 'Unauthenticated.' }],
    [200, { error: 'token_invalido' }],
    [200, 'unauthorized'],
    [200, refusal('El token no existe')],
    [200, refusal('El token ingresado no es válido o su suscripción venció')],
    [400, refusal('Invalid token')],
    [422, refusal('El token ha expirado')],
  ])('has no good token: %i %j', (status, body) => {
    const meaning = read(ONE, status, body);
    expect(meaning.outcome).toBe('token');
    expect(meaning.answers).toEqual([]);
  });

  it.each([
    [402, ''],
    [402, refusal('Payment required')],
    [429, refusal('Ha superado el límite de consultas')],
    [429, { message: 'Su plan no tiene más consultas' }],
    [429, { error: 'Saldo insuficiente' }],
    [403, refusal('Su suscripción ha vencido')],
    [200, refusal('No existe saldo suficiente en su plan')],
    [200, refusal('LIMITE MENSUAL DE CONSULTAS')],
  ])('has no queries left in the plan: %i %j', (status, body) => {
    expect(read(ONE, status, body).outcome).toBe('plan');
  });

  it.each([
    [429, { message: 'Too Many Attempts.' }],
    [429, ''],
    [429, refusal('Ha superado el límite de consultas por minuto de su plan')],
    [429, refusal('Demasiados intentos, revise su plan')],
    [429, '<html>Too many requests</html>'],
  ])('has to slow down: %i %j', (status, body) => {
    expect(read(ONE, status, body).outcome).toBe('lento');
  });

  it.each([
    [422, refusal('El campo ruc no es válido.'), 'El campo ruc no es válido.'],
    [422, { errors: { ruc: ['debe tener 11 dígitos'] } }, 'debe tener 11 dígitos'],
    [400, refusal('Formato &quot;ruc&quot; errado'), 'Formato "ruc" errado'],
    [400, '', 'HTTP 400'],
    [200, refusal('Servicio en mantenimiento'), 'Servicio en mantenimiento'],
    [200, { success: false }, 'success: false'],
    [200, [{ success: false, ruc: A, message: 'En revisión' }], 'En revisión'],
  ])('is refused in its words: %i %j', (status, body, message) => {
    const meaning = read(ONE, status, body);
    expect(meaning.outcome).toBe('rechazado');
    expect(meaning.answers).toEqual([{ kind: 'refused', ruc: A, message }]);
  });

  it.each([
    [200, '<html><body>portal del hotel</body></html>'],
    [200, JSON.stringify(FULL).slice(0, 60)],
    [200, ''],
    [200, 'null'],
    [200, '"texto"'],
    [200, '12'],
    [200, {}],
    [200, { success: true }],
    [200, { success: true, ruc: A }],
    [200, { success: true, data: null }],
    [200, { ...FULL, ruc: undefined }],
    [200, { ...FULL, ruc: B }],
    [200, { success: false, ruc: B, message: 'RUC no encontrado' }],
    [200, []],
    [400, '<html>Bad Request</html>'],
    [418, {}],
  ])('can not be read: %i %j', (status, body) => {
    const meaning = read(ONE, status, body);
    expect(meaning.outcome).toBe('ilegible');
    expect(meaning.answers).toEqual([]);
  });

  it.each([
    [500, { message: 'Server Error' }],
    [502, '<html></html>'],
    [503, ''],
    [504, FULL],
  ])('meets a failing server: %i', (status, body) => {
    expect(read(ONE, status, body)).toMatchObject({ outcome: 'servidor', answers: [] });
  });

  it('takes no words out of the fields of a taxpayer', () => {
    const odd = {
      ...FULL,
      nombre_o_razon_social: 'TOKEN INVALIDO Y PLAN SIN SALDO S.A.',
      message: 'Su plan vence',
    };
    expect(read(ONE, 200, odd).outcome).toBe('ok');
  });
});

describe('a collection', () => {
  const item = (ruc: string) => ({ ...FULL, ruc });

  it.each([
    ['bare', [item(C), item(A), item(B)]],
    ['wrapped', { success: true, data: [item(B), item(C), item(A)] }],
  ])('is matched by RUC, never by position: %s', (_form, body) => {
    const meaning = read(MANY, 200, body);
    expect(meaning.outcome).toBe('ok');
    expect(meaning.omitted).toEqual([]);
    for (const answer of meaning.answers) {
      expect(answer.kind === 'known' && answer.taxpayer.ruc).toBe(answer.ruc);
    }
    expect(meaning.answers.map((answer) => answer.ruc).sort()).toEqual([A, B, C].sort());
  });

  it('names what it left out, and ignores what nobody asked', () => {
    const [, , , other] = companyRucs(4) as [string, string, string, string];
    const meaning = read(MANY, 200, [item(B), item(other), 'x', null, { ruc: C }]);
    expect(meaning.answers.map((answer) => answer.ruc)).toEqual([B]);
    expect(meaning.omitted).toEqual([A, C]);
  });

  it.each([
    [200, []],
    [200, { success: true, data: [] }],
    [200, refusal('Ningún RUC encontrado: no existen')],
    [404, refusal('RUC no encontrado')],
  ])('that finds nothing proves nothing: %i %j', (status, body) => {
    const meaning = read(MANY, status, body);
    expect(['ok', 'no-existe']).toContain(meaning.outcome);
    expect(meaning.answers).toEqual([]);
    expect(meaning.omitted).toEqual([A, B, C]);
  });

  it('takes an item that says "not found" as the answer about its RUC', () => {
    const meaning = read(MANY, 200, [
      item(A),
      { success: false, ruc: B, message: 'RUC no encontrado' },
      { success: false, ruc: C, message: 'En revisión' },
    ]);
    expect(meaning.answers.slice(1)).toEqual([
      { kind: 'unknown', ruc: B },
      { kind: 'refused', ruc: C, message: 'En revisión' },
    ]);
    expect(meaning.omitted).toEqual([]);
  });

  it('counts items that say nothing as left out', () => {
    const meaning = read(MANY, 200, [
      item(A),
      { success: false, ruc: B },
      { success: false, message: 'no existe' },
    ]);
    expect(meaning.outcome).toBe('ok');
    expect(meaning.omitted).toEqual([B, C]);
  });

  it('prefers what is known where a RUC comes twice', () => {
    const unknown = { success: false, ruc: A, message: 'no encontrado' };
    for (const body of [
      [unknown, item(A)],
      [item(A), unknown],
    ]) {
      expect(read(MANY, 200, body).answers).toMatchObject([{ kind: 'known', ruc: A }]);
    }
  });

  it('keeps what came before the plan or the token ended', () => {
    for (const [message, outcome] of [
      ['Su plan no tiene saldo', 'plan'],
      ['Token inválido', 'token'],
    ] as const) {
      const meaning = read(MANY, 200, [item(A), { success: false, ruc: B, message }]);
      expect(meaning).toMatchObject({ outcome, message, omitted: [] });
      expect(meaning.answers.map((answer) => answer.ruc)).toEqual([A]);
    }
  });

  it.each([
    [422, refusal('Un elemento no es válido')],
    [400, ''],
    [413, '{}'],
    [200, refusal('Lista errada')],
  ])('is refused as a whole, without an answer about any RUC: %i %j', (status, body) => {
    expect(read(MANY, status, body)).toMatchObject({ outcome: 'rechazado', answers: [], omitted: [] });
  });

  it.each([
    [200, JSON.stringify([item(A), item(B)]).slice(0, -30)],
    [200, '<html></html>'],
    [200, { success: true }],
    [200, [{ id: 1 }, { id: 2 }]],
    [200, [1, 2, 3].map((id) => ({ id, name: 'x' }))],
  ])('can not be read: %i %j', (status, body) => {
    expect(read(MANY, status, body)).toMatchObject({ outcome: 'ilegible', answers: [], omitted: [] });
  });

  it('has a wrong address where the path is unknown', () => {
    expect(read(MANY, 404, refusal('Recurso no encontrado')).outcome).toBe('direccion');
  });
});

describe('the account', () => {
  it('is shown key by key', () => {
    expect(read(ACCOUNT, 200, { success: true, saldo: 12 })).toMatchObject({
      outcome: 'ok',
      account: { success: true, saldo: 12 },
    });
    const talkative = { email: 'x', message: 'Su plan vence en 3 días' };
    expect(read(ACCOUNT, 200, talkative).account).toEqual(talkative);
  });

  it.each([
    [200, [], 'ilegible'],
    [200, 'x', 'ilegible'],
    [200, refusal('No disponible'), 'rechazado'],
    [404, refusal('No encontrado'), 'direccion'],
    [401, '', 'token'],
    [200, { message: 'Unauthenticated.' }, 'token'],
    [200, refusal('Su plan venció'), 'plan'],
  ])('%i %j', (status, body, outcome) => {
    expect(read(ACCOUNT, status, body)).toMatchObject({ outcome, account: null });
  });
});
