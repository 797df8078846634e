import { describe, expect, it } from 'vitest';
import type { RunRow } from '../../../../shared/contract.ts';
import { RowPages, type RowsPage } from '../../../../renderer/util/rowPages.ts';

const row = (n: number): RunRow => ({
  n,
  libro: '',
  fila: n,
  filas: 1,
  ruc: String(n),
  veredicto: null,
  razonSocial: '',
  estado: '',
  condicion: '',
  observacion: '',
  nombre: '',
  fuente: null,
  origen: null,
  datoAl: null,
  consultadoEn: null,
});

/** A list of `total` rows that answers when told to. */
function source(total: number) {
  const waiting: { desde: number; answer(): void }[] = [];
  const asked: number[] = [];
  let failing = false;
  return {
    asked,
    fail: () => {
      failing = true;
    },
    /** Lets every question under way have its answer. */
    answer: async () => {
      for (const question of waiting.splice(0)) question.answer();
      await Promise.resolve();
      await Promise.resolve();
    },
    load: (desde: number, cuantas: number): Promise<RowsPage<RunRow> | null> => {
      asked.push(desde);
      return new Promise((resolve) => {
        const end = Math.min(total, desde + cuantas);
        const filas = Array.from({ length: Math.max(0, end - desde) }, (_, i) => row(desde + i));
        waiting.push({ desde, answer: () => resolve(failing ? null : { total, filas }) });
      });
    },
  };
}

function pagesOver(total: number, maxPages = 4) {
  const from = source(total);
  let changes = 0;
  const pages = new RowPages({ pageSize: 100, maxPages, load: from.load, onChange: () => (changes += 1) });
  return { pages, from, changes: () => changes };
}

describe('the rows in pages', () => {
  it('fetches what is looked at and nothing else', async () => {
    const { pages, from } = pagesOver(100_000);
    pages.look(0, 40);
    expect(from.asked).toEqual([0]);
    await from.answer();
    expect(pages.total).toBe(100_000);
    expect(pages.row(40)?.n).toBe(40);
    expect(pages.row(100)).toBeUndefined();
    pages.look(50_180, 50_220);
    expect(from.asked).toEqual([0, 50_100, 50_200]);
  });

  it('finds a row among those that it holds', async () => {
    const { pages, from } = pagesOver(500);
    pages.look(150, 220);
    await from.answer();
    expect(pages.find(({ n }) => n === 205)).toBe(205);
    expect(pages.find(({ n }) => n >= 150)).toBe(150);
    expect(pages.find(({ n }) => n === 20)).toBeNull();
  });

  it('does not ask twice for a page that is here or under way', async () => {
    const { pages, from } = pagesOver(500);
    pages.look(0, 40);
    pages.look(10, 50);
    await from.answer();
    pages.look(20, 60);
    expect(from.asked).toEqual([0]);
  });

  it('holds no more than its pages, dropping the farthest', async () => {
    const { pages, from } = pagesOver(100_000, 3);
    for (let first = 0; first < 2_000; first += 100) {
      pages.look(first, first + 40);
      await from.answer();
    }
    expect(pages.held).toBe(300);
    expect(pages.row(1_900)?.n).toBe(1_900);
    expect(pages.row(0)).toBeUndefined();
  });

  it('asks again for what is in view, keeping it readable until the answer', async () => {
    const { pages, from } = pagesOver(500);
    pages.look(0, 40);
    await from.answer();
    pages.refresh();
    expect(from.asked).toEqual([0, 0]);
    expect(pages.row(5)?.n).toBe(5);
  });

  it('repeats a refresh that came while the page was under way, once', async () => {
    const { pages, from, changes } = pagesOver(500);
    pages.look(0, 40);
    pages.refresh();
    pages.refresh();
    expect(from.asked).toEqual([0]);
    await from.answer();
    expect(from.asked).toEqual([0, 0]);
    await from.answer();
    expect(changes()).toBe(2);
    expect(from.asked).toHaveLength(2);
  });

  it('leaves what it has where an answer fails, and asks again when looked at', async () => {
    const { pages, from, changes } = pagesOver(500);
    from.fail();
    pages.look(0, 40);
    await from.answer();
    expect(changes()).toBe(0);
    expect(pages.total).toBeNull();
    pages.look(0, 40);
    expect(from.asked).toEqual([0, 0]);
  });

  it('throws away what comes after it was closed', async () => {
    const { pages, from, changes } = pagesOver(500);
    pages.look(0, 40);
    pages.close();
    await from.answer();
    expect(changes()).toBe(0);
  });

  it('never asks past the end of the list', async () => {
    const { pages, from } = pagesOver(120);
    pages.look(0, 40);
    await from.answer();
    pages.look(100, 4_000);
    expect(from.asked).toEqual([0, 100]);
  });
});
