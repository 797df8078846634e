import { useValidar } from '../../app/services.tsx';
import type { GivenFiles } from './useWindowDrop.ts';

/** What is done with files that were dropped or pasted: one is planned alone, several or a folder in one run. */
export function useTakeFiles(): (given: GivenFiles) => void {
  const dropFile = useValidar((m) => m.dropFile);
  const dropFiles = useValidar((m) => m.dropFiles);
  return ({ files, folder }) => {
    const [first] = files;
    // A package may be an answer of SUNAT, which is no workbook: main tells.
    const alone = files.length === 1 && !folder;
    if (alone && first !== undefined && !/\.zip$/i.test(first.name)) void dropFile(first);
    else void dropFiles(files);
  };
}
