import { usePadron, useValidar } from '../../app/services.tsx';
import type { GivenFiles } from '../../util/useWindowDrop.ts';

/** What is done with files that were dropped or pasted: one is planned alone, several or a folder in one run. */
export function useTakeFiles(): (given: GivenFiles) => void {
  const dropFile = useValidar((m) => m.dropFile);
  const dropFiles = useValidar((m) => m.dropFiles);
  const dropPackages = usePadron((m) => m.drop);
  return ({ files, folder }) => {
    const [first] = files;
    // A package is SUNAT's: its padrón, one of its lists, or its answers. Main tells, and answers come back here.
    if (!folder && files.some(({ name }) => /\.zip$/i.test(name))) void dropPackages(files, false);
    else if (files.length === 1 && first !== undefined && !folder) void dropFile(first);
    else void dropFiles(files);
  };
}
