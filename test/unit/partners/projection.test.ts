import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inOrder } from '../../../main/database/partner-facts.ts';
import type { ChangeRecord, PartnerFact } from '../../../main/database/partner-types.ts';
import { blankPartner, foldPartner, stepPartner } from '../../../main/partners/projection.ts';
import { factsOf, hour } from '../../support/partner-facts.ts';

const RUC = '20100070970';

/** A partner from hour 0 on, and what the given facts make of it. */
function partner(make: (facts: ReturnType<typeof factsOf>) => PartnerFact[]): ReturnType<typeof foldPartner> {
  const facts = factsOf(RUC);
  const joined = facts.edit(hour(0), { campo: 'alta', valor: true });
  return foldPartner(RUC, inOrder([joined, ...make(facts)]));
}

const said = (changes: readonly ChangeRecord[]): unknown[] =>
  changes.map(({ campo, de, a, rumbo }) => [campo, de, a, rumbo]);

describe('changes', () => {
  test('the first state ever is none; the same answer again is none', () => {
    const { state, spans, changes } = partner(({ answer }) => [answer(hour(1), {}), answer(hour(2), {})]);
    expect(changes).toEqual([]);
    expect(spans).toEqual([
      { desde: hour(1), veredicto: 'APTO', estado: 'ACTIVO', condicion: 'HABIDO', fuente: 'MIGO' },
    ]);
    expect(state).toMatchObject({
      veredicto: 'APTO',
      desde: hour(1),
      ultimaRespuesta: hour(2),
      existe: true,
    });
  });

  test('each field is one, worse or better by the verdicts before and after', () => {
    const { state, spans, changes } = partner(({ answer }) => [
      answer(hour(1), {}),
      answer(hour(2), { condicion: 'NO HALLADO' }),
      answer(hour(3), { estado: 'BAJA DE OFICIO', condicion: 'NO HABIDO' }),
      answer(hour(4), { estado: 'BAJA DEFINITIVA', condicion: 'NO HABIDO' }),
      answer(hour(5), {}),
    ]);
    expect(said(changes)).toEqual([
      ['condicion', 'HABIDO', 'NO HALLADO', 'peor'],
      ['estado', 'ACTIVO', 'BAJA DE OFICIO', 'peor'],
      ['condicion', 'NO HALLADO', 'NO HABIDO', 'peor'],
      ['estado', 'BAJA DE OFICIO', 'BAJA DEFINITIVA', 'otro'],
      ['estado', 'BAJA DEFINITIVA', 'ACTIVO', 'mejor'],
      ['condicion', 'NO HABIDO', 'HABIDO', 'mejor'],
    ]);
    expect(changes[0]).toMatchObject({
      id: 'f0003:condicion',
      at: hour(2),
      veredictoDe: 'APTO',
      veredictoA: 'OBSERVADO',
      fuente: 'MIGO',
      datoAl: hour(-24),
    });
    expect(spans.map(({ veredicto }) => veredicto)).toEqual([
      'APTO',
      'OBSERVADO',
      'NO APTO',
      'NO APTO',
      'APTO',
    ]);
    expect(state.desde).toBe(hour(5));
  });

  test('another name or address is neither worse nor better; one that is left out changes nothing', () => {
    const { state, spans, changes } = partner(({ answer }) => [
      answer(hour(1), {}),
      answer(hour(2), { razonSocial: '', direccion: '-' }),
      answer(hour(3), { razonSocial: 'COMERCIAL  ANDINA S.A.C.', direccion: 'Av. Sol Nro. 100, Lima' }),
      answer(hour(4), { razonSocial: 'OTRA S.A.', direccion: 'JR. LUNA 5', condicion: 'NO HABIDO' }),
    ]);
    expect(said(changes)).toEqual([
      ['condicion', 'HABIDO', 'NO HABIDO', 'peor'],
      ['razonSocial', 'COMERCIAL ANDINA S.A.C.', 'OTRA S.A.', 'otro'],
      ['direccion', 'AV. SOL NRO. 100, LIMA', 'JR. LUNA 5', 'otro'],
    ]);
    expect(state).toMatchObject({ razonSocial: 'OTRA S.A.', direccion: 'JR. LUNA 5' });
    expect(spans).toHaveLength(2);
  });

  test('another source writes addresses in its own way, and texts that it does not cut', () => {
    const cut = { estado: 'BAJA PROV. POR OFICI', condicion: 'HABIDO' };
    const { state, changes } = partner(({ answer }) => [
      answer(hour(1), cut),
      answer(hour(2), { ...cut, estado: 'BAJA PROV. POR OFICIO', direccion: 'SOL 100' }, 'SUNAT'),
      answer(hour(3), { ...cut, direccion: 'AV. SOL NRO. 100, LIMA' }),
      answer(hour(4), { ...cut, direccion: 'AV. SOL NRO. 200, LIMA' }),
    ]);
    expect(said(changes)).toEqual([
      ['direccion', 'AV. SOL NRO. 100, LIMA', 'AV. SOL NRO. 200, LIMA', 'otro'],
    ]);
    expect(state.estado).toBe('BAJA PROV. POR OFICI');
  });

  test('it no longer exists, and does again', () => {
    const { state, spans, changes } = partner(({ answer }) => [
      answer(hour(1), {}),
      answer(hour(2), null),
      answer(hour(3), { estado: 'SUSPENSION TEMPORAL' }),
    ]);
    expect(said(changes)).toEqual([
      ['existe', 'EXISTE', 'NO EXISTE', 'peor'],
      ['existe', 'NO EXISTE', 'EXISTE', 'otro'],
    ]);
    expect(spans.map(({ veredicto, estado }) => [veredicto, estado])).toEqual([
      ['APTO', 'ACTIVO'],
      ['NO EXISTE', ''],
      ['NO APTO', 'SUSPENSION TEMPORAL'],
    ]);
    expect(state.razonSocial).toBe('COMERCIAL ANDINA S.A.C.');
  });

  test('on the SSCO list it is NO APTO whatever its state, and off it what it was', () => {
    const { state, spans, changes } = partner(({ answer, observe }) => [
      answer(hour(1), {}),
      observe(hour(2), { kind: 'ssco', enLista: true }),
      answer(hour(3), {}),
      observe(hour(4), { kind: 'ssco', enLista: false }),
    ]);
    expect(said(changes)).toEqual([
      ['ssco', 'NO FIGURA', 'FIGURA', 'peor'],
      ['ssco', 'FIGURA', 'NO FIGURA', 'mejor'],
    ]);
    expect(spans.map(({ veredicto, desde }) => [veredicto, desde])).toEqual([
      ['APTO', hour(1)],
      ['NO APTO', hour(2)],
      ['APTO', hour(4)],
    ]);
    expect(state).toMatchObject({ veredicto: 'APTO', ultimaRespuesta: hour(3) });
  });

  test('begin with being a partner, stop with it, and begin again', () => {
    const { state, spans, changes } = partner(({ answer, edit }) => [
      answer(hour(-2), { condicion: 'NO HALLADO' }),
      answer(hour(-1), {}),
      answer(hour(1), { condicion: 'NO HABIDO' }),
      edit(hour(2), { campo: 'alta', valor: false }),
      answer(hour(3), {}),
      edit(hour(4), { campo: 'alta', valor: true }),
      answer(hour(5), { estado: 'BAJA DE OFICIO' }),
    ]);
    expect(said(changes)).toEqual([
      ['condicion', 'HABIDO', 'NO HABIDO', 'peor'],
      ['estado', 'ACTIVO', 'BAJA DE OFICIO', 'peor'],
    ]);
    expect(spans).toHaveLength(5);
    expect(state).toMatchObject({ activo: true, altaEn: hour(4) });
  });
});

describe('what changes nothing', () => {
  test('a failure is an attempt; it never ages the last real answer', () => {
    const { state, spans, changes } = partner(({ answer, observe }) => [
      answer(hour(1), {}),
      observe(hour(2), { kind: 'failure', motivo: 'Migo no respondió a tiempo.' }),
    ]);
    expect(changes).toEqual([]);
    expect(spans).toHaveLength(1);
    expect(state).toMatchObject({
      veredicto: 'APTO',
      estado: 'ACTIVO',
      ultimaRespuesta: hour(1),
      ultimoIntento: hour(2),
      ultimoMotivo: 'Migo no respondió a tiempo.',
    });
  });

  test('an answer without an estado', () => {
    const { state } = partner(({ answer }) => [answer(hour(1), {}), answer(hour(2), { estado: '-' })]);
    expect(state).toMatchObject({ estado: 'ACTIVO', ultimaRespuesta: hour(1), ultimoIntento: hour(1) });
  });

  test('an edition that is older than the last real answer', () => {
    const edition = {
      kind: 'padron',
      razonSocial: 'X',
      estado: 'BAJA DE OFICIO',
      condicion: 'HABIDO',
    } as const;
    const { state, changes } = partner(({ answer, observe }) => [
      answer(hour(1), {}),
      observe(hour(2), { ...edition, datoAl: hour(1) }),
      observe(hour(3), { ...edition, datoAl: hour(2) }),
    ]);
    expect(said(changes)).toEqual([['estado', 'ACTIVO', 'BAJA DE OFICIO', 'peor']]);
    expect(changes[0]).toMatchObject({ at: hour(3), fuente: 'PADRON', datoAl: hour(2) });
    expect(state).toMatchObject({
      fuente: 'PADRON',
      ultimaRespuesta: hour(1),
      razonSocial: 'COMERCIAL ANDINA S.A.C.',
      datoAl: hour(2),
    });
  });
});

test('a name that the padrón gave first is not said to change with the first answer', () => {
  const { state, changes } = partner(({ answer, observe }) => [
    observe(hour(-1), {
      kind: 'padron',
      razonSocial: 'COMERCIAL ANDINA SOCIEDAD ANONIMA',
      estado: 'ACTIVO',
      condicion: 'HABIDO',
      datoAl: hour(-30),
    }),
    answer(hour(1), { condicion: 'NO HABIDO' }),
  ]);
  expect(said(changes)).toEqual([['condicion', 'HABIDO', 'NO HABIDO', 'peor']]);
  expect(state.razonSocial).toBe('COMERCIAL ANDINA S.A.C.');
});

test('each field that a person says stands as it was said last', () => {
  const { state } = partner(({ edit }) => [
    edit(hour(1), { campo: 'alias', valor: 'Andina' }),
    edit(hour(1), { campo: 'grupo', clave: 'b', valor: true }),
    edit(hour(1), { campo: 'grupo', clave: 'a', valor: true }),
    edit(hour(2), { campo: 'grupo', clave: 'a', valor: true }),
    edit(hour(2), { campo: 'tipo', valor: 'ambos' }),
    edit(hour(3), { campo: 'grupo', clave: 'b', valor: false }),
    edit(hour(3), { campo: 'nota', valor: 'Paga a 30 días' }),
  ]);
  expect(state).toMatchObject({ alias: 'Andina', grupos: ['a'], tipo: 'ambos', nota: 'Paga a 30 días' });
});

describe('any facts', () => {
  const estado = fc.constantFrom('ACTIVO', 'BAJA DE OFICIO', 'SUSPENSION TEMPORAL');
  const condicion = fc.constantFrom('HABIDO', 'NO HABIDO', 'NO HALLADO', '-');
  type Make = (facts: ReturnType<typeof factsOf>, at: number) => PartnerFact;
  const make: fc.Arbitrary<Make> = fc.oneof(
    fc.boolean().map(
      (valor): Make =>
        ({ edit }, at) =>
          edit(at, { campo: 'alta', valor }),
    ),
    fc.record({ estado, condicion }).map(
      (texts): Make =>
        ({ answer }, at) =>
          answer(at, texts),
    ),
    fc.constant<Make>(({ answer }, at) => answer(at, null)),
    fc.constant<Make>(({ observe }, at) => observe(at, { kind: 'failure', motivo: 'red' })),
    fc.boolean().map(
      (enLista): Make =>
        ({ observe }, at) =>
          observe(at, { kind: 'ssco', enLista }),
    ),
    fc.record({ estado, condicion, age: fc.integer({ min: 0, max: 20 }) }).map(
      ({ age, ...texts }): Make =>
        ({ observe }, at) =>
          observe(at, { kind: 'padron', razonSocial: 'P', ...texts, datoAl: at - age * 3_600_000 }),
    ),
  );
  const facts = fc.array(fc.tuple(make, fc.integer({ min: 0, max: 30 })), { maxLength: 25 }).map((made) => {
    const maker = factsOf(RUC);
    return made.map(([one, at]) => one(maker, hour(at)));
  });

  test('in any order of arrival give the same, and step by step the same as all at once', () => {
    fc.assert(
      fc.property(facts, fc.infiniteStream(fc.nat()), (given, chance) => {
        const shuffled = given
          .map((fact) => ({ fact, rank: chance.next().value as number }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ fact }) => fact);
        const folded = foldPartner(RUC, inOrder(given));
        expect(foldPartner(RUC, inOrder(shuffled))).toEqual(folded);
        let state = blankPartner(RUC);
        const changes: ChangeRecord[] = [];
        for (const fact of inOrder(given)) {
          const step = stepPartner(state, fact);
          state = step.state;
          changes.push(...step.changes);
        }
        expect({ state, changes }).toEqual({ state: folded.state, changes: folded.changes });
      }),
    );
  });

  test('a change says something else than before, its verdicts follow one another, and the last span is the state', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { state, spans, changes } = foldPartner(RUC, inOrder(given));
        for (const { de, a } of changes) expect(de).not.toBe(a);
        for (const [k, span] of spans.entries()) {
          const { desde: _, fuente: __, ...what } = span;
          expect(spans[k + 1]).not.toMatchObject(what);
        }
        const last = spans.at(-1);
        if (last === undefined) return;
        expect(state.desde).toBe(state.veredicto === null ? null : last.desde);
        const { veredicto, estado: texto, condicion: otro } = state;
        expect([veredicto ?? 'SIN RESPUESTA', texto, otro]).toEqual([
          last.veredicto,
          last.estado,
          last.condicion,
        ]);
      }),
    );
  });
});
