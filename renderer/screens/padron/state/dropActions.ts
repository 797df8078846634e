/** Files dropped on the window: a padrón and lists are taken here, the rest goes where workbooks go. */
import type { Bridge } from '../../../../shared/contract.ts';
import type { PadronModel, SetPadron } from './model.ts';

/** What other parts of the window do with files that are neither a padrón nor a list. */
export interface PadronNeighbours {
  openElsewhere(files: File[]): void;
  /** Brings the screen into view: what was dropped elsewhere belongs here. */
  showPadron(): void;
}

export function createDropActions(
  bridge: Bridge,
  set: SetPadron,
  get: () => PadronModel,
  neighbours: PadronNeighbours,
): Pick<PadronModel, 'drop'> {
  /** Takes a dropped file where it is a padrón or a list; false: it is something else. */
  const take = async (file: File, tryBooks: boolean): Promise<boolean> => {
    const given = await bridge.acceptFile(file);
    if (!given.ok) {
      set({ fallo: given.error });
      return true;
    }
    const { archivo } = given.value;
    const known = await bridge.call('padron.recognise', { archivo });
    if (!known.ok) {
      set({ fallo: known.error });
      return true;
    }
    switch (known.value.tipo) {
      case 'padron':
        neighbours.showPadron();
        await get().importFile(archivo);
        return true;
      case 'lista':
        neighbours.showPadron();
        await get().importList(archivo, null);
        return true;
      case 'libro':
        // One of the lists is a workbook; which one this is only reading it tells.
        return tryBooks && (await get().importBook(archivo));
      case 'respuestas':
      case 'otro':
        return false;
    }
  };
  return {
    drop: async (files, tryBooks = true) => {
      const others: File[] = [];
      for (const file of files) if (!(await take(file, tryBooks))) others.push(file);
      if (others.length > 0) neighbours.openElsewhere(others);
    },
  };
}
