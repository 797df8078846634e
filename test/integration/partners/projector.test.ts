/** Whatever the order in which facts arrive, the rows are those that all facts together make. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AuditLog } from '../../../main/audit/audit-log.ts';
import { AnswerStore } from '../../../main/database/answer-store.ts';
import type { HabidoDatabase } from '../../../main/database/open.ts';
import { PartnerChanges } from '../../../main/database/partner-changes.ts';
import type { PartnerEditField, PartnerObservation } from '../../../main/database/partner-types.ts';
import { PartnerBook } from '../../../main/partners/book.ts';
import { answerAt, dataFixture, knownAnswer } from '../../support/data.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { hour, projectionsOf } from '../../support/partner-facts.ts';
import { EVERY_CHANGE } from '../../support/partners.ts';
import { companyRucs } from '../../support/rucs.ts';

const data = dataFixture();
const RUC = '20100070970';
const OWNER = { runId: null, askedBy: 'comando' } as const;

function bookOver(database: HabidoDatabase): PartnerBook {
  const clock = createFakeClock();
  return new PartnerBook({
    database,
    audit: new AuditLog(database, { appVersion: '0.0.0-test', askedBy: 'comando', clock }),
    settings: () => ({
      sociosFrescuraDias: 7,
      sociosSinConfirmarDias: 30,
      corridasActualizanSocios: true,
      agendaEnPausaHasta: null,
    }),
    clock,
    askedBy: 'comando',
  });
}

type Fact =
  | { edit: PartnerEditField }
  | { what: Exclude<PartnerObservation, { kind: 'answer' }> }
  | { answer: { kind: 'known' | 'unknown'; estado: string; condicion: string } };

const estado = fc.constantFrom('ACTIVO', 'BAJA DE OFICIO');
const condicion = fc.constantFrom('HABIDO', 'NO HABIDO', 'NO HALLADO');
const fact: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({ campo: fc.constant('alta' as const), valor: fc.boolean() }).map((edit) => ({ edit })),
  fc
    .record({ campo: fc.constant('grupo' as const), clave: fc.constantFrom('a', 'b'), valor: fc.boolean() })
    .map((edit) => ({ edit })),
  fc
    .record({ campo: fc.constant('alias' as const), valor: fc.constantFrom('Sol', 'Luna') })
    .map((edit) => ({ edit })),
  fc
    .record({ kind: fc.constantFrom('known' as const, 'unknown' as const), estado, condicion })
    .map((answer) => ({ answer })),
  fc.constant({ what: { kind: 'failure', motivo: 'red' } } as const),
  fc.record({ kind: fc.constant('ssco' as const), enLista: fc.boolean() }).map((what) => ({ what })),
  fc
    .record({
      kind: fc.constant('padron' as const),
      razonSocial: fc.constant('P'),
      estado,
      condicion,
      datoAl: fc.constant(hour(5)),
    })
    .map((what) => ({ what })),
);
const arrivals = fc.array(fc.record({ which: fc.nat(1), at: fc.integer({ min: 0, max: 12 }), fact }), {
  minLength: 1,
  maxLength: 30,
});

/** Stores a fact and takes it in, as it comes. */
function arrive(book: PartnerBook, answers: AnswerStore, ruc: string, at: number, given: Fact): void {
  const { database, facts, projector } = book;
  database.transaction(() => {
    if ('edit' in given) projector.apply(ruc, [facts.edit(ruc, at, given.edit)]);
    else if ('what' in given) projector.apply(ruc, [facts.observe(ruc, at, given.what, OWNER)]);
    else {
      const { kind, estado: texto, condicion: otro } = given.answer;
      const told =
        kind === 'known' ? knownAnswer(ruc, texto, otro) : { ruc, kind, taxpayer: null, message: '' };
      for (const { id, ...answer } of answers.append(answerAt(told, at))) {
        const what = { kind: 'answer', answerId: id, answer } as const;
        projector.apply(ruc, [facts.observe(ruc, at, what, OWNER)]);
      }
    }
  });
}

test('facts that arrive in any order make the same rows as all of them at once', () => {
  const database = data.open();
  const book = bookOver(database);
  const answers = new AnswerStore(database);
  const changes = new PartnerChanges(database);
  database.transaction(() => {
    for (const clave of ['a', 'b']) {
      const frescuraDias = clave === 'a' ? 3 : null;
      book.groups.edit(clave, hour(0), [
        { campo: 'alta', valor: true },
        { campo: 'frescuraDias', valor: frescuraDias },
      ]);
    }
  });
  let tries = 0;
  fc.assert(
    fc.property(arrivals, (given) => {
      // Others at each try: the facts of before stay.
      const rucs = companyRucs(2, 2 * tries);
      tries += 1;
      database.transaction(() => {
        for (const { which, at, fact: one } of given) {
          arrive(book, answers, rucs[which] as string, hour(at), one);
        }
      });
      const query = { ...EVERY_CHANGE, texto: rucs[0] as string };
      database.transaction(() => changes.mark(query, null, true, hour(20)));
      const rows = projectionsOf(database, rucs);
      // A RUC without facts has no row; it would get one.
      const said = rucs.filter((ruc) => book.rows.get(ruc) !== null);
      database.transaction(() => {
        for (const ruc of said) book.projector.refold(ruc);
      });
      expect(projectionsOf(database, rucs)).toEqual(rows);
    }),
    { numRuns: 150 },
  );
});

test('a late fact takes back what only looked like a change, and keeps what was read', () => {
  const database = data.open();
  const book = bookOver(database);
  const answers = new AnswerStore(database);
  const ruc = RUC;
  const arrives = (at: number, given: Fact): void => {
    arrive(book, answers, ruc, hour(at), given);
  };
  arrives(0, { edit: { campo: 'alta', valor: true } });
  arrives(1, { answer: { kind: 'known', estado: 'ACTIVO', condicion: 'HABIDO' } });
  arrives(5, { answer: { kind: 'known', estado: 'ACTIVO', condicion: 'NO HABIDO' } });
  const changes = new PartnerChanges(database);
  const [first] = changes.of(ruc, 10);
  expect(database.transaction(() => changes.mark(EVERY_CHANGE, [first?.id ?? ''], true, hour(6)))).toBe(1);
  // An answer file read only now: it was NO HABIDO at hour 3 already.
  arrives(3, { answer: { kind: 'known', estado: 'ACTIVO', condicion: 'NO HABIDO' } });
  expect(changes.of(ruc, 10).map(({ at, leido }) => [at, leido])).toEqual([[hour(3), 0]]);
  arrives(4, { answer: { kind: 'known', estado: 'ACTIVO', condicion: 'HABIDO' } });
  expect(changes.of(ruc, 10).map(({ at, leido }) => [at, leido])).toEqual([
    [hour(5), 1],
    [hour(4), 0],
    [hour(3), 0],
  ]);
});

test('facts are only added to', () => {
  const database = data.open();
  const book = bookOver(database);
  const ruc = RUC;
  arrive(book, new AnswerStore(database), ruc, hour(0), { edit: { campo: 'alta', valor: true } });
  arrive(book, new AnswerStore(database), ruc, hour(1), { what: { kind: 'failure', motivo: 'red' } });
  database.transaction(() => {
    book.groups.edit('a', hour(0), [{ campo: 'alta', valor: true }]);
  });
  for (const table of ['partner_edits', 'partner_observations', 'group_edits']) {
    expect(() => database.db.exec(`UPDATE ${table} SET at = 1`)).toThrow('only added');
    expect(() => database.db.exec(`DELETE FROM ${table}`)).toThrow('only added');
  }
});
