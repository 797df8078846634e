/** A second process over the partners of a data folder: does what the test tells it, and says when it is done. */
import { testWorkspace } from '../workspace.ts';

/** What a test may tell it. */
export interface PartnersOrder {
  folder: string;
  rucs: string[];
  /** The group that it puts them into, one RUC at a time. */
  grupo: string;
  /** Note of those that it edits. */
  nota: string;
}

async function obey({ folder, rucs, grupo, nota }: PartnersOrder): Promise<void> {
  const { partners, close } = testWorkspace(folder, { url: 'http://127.0.0.1:9' });
  process.send?.('open');
  for (const ruc of rucs) {
    await partners.add([{ texto: ruc }], { tipo: 'proveedor', grupos: [grupo] });
    await partners.edit([ruc], { nota });
  }
  await close();
  process.send?.('done');
}

process.on('message', (order: PartnersOrder) => {
  void obey(order);
});
