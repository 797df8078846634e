import { useValidar } from '../../app/services.tsx';
import type { GivenFiles } from './useWindowDrop.ts';

/** What is done with files that were dropped or pasted: one is planned alone, several or a folder in one run. */
export function useTakeFiles(): (given: GivenFiles) => void {
  const dropFile = useValidar((m) => m.dropFile);
  const dropFiles = useValidar((m) => m.dropFiles);
  return ({ files, folder }) => {
    const [first] = files;
    if (files.length === 1 && first !== undefined && !folder) void dropFile(first);
    else void dropFiles(files);
  };
}
