import { useEffect, useRef, useState } from 'react';

/** What was dropped or pasted: one file, or several (a folder counts as several). */
export interface GivenFiles {
  files: File[];
  folder: boolean;
}

/** The files of a drop or a paste; its folders are told while the event lasts, not after. */
export function givenFiles(data: DataTransfer | null): GivenFiles {
  const folder = [...(data?.items ?? [])].some((item) => item.webkitGetAsEntry()?.isDirectory === true);
  return { files: [...(data?.files ?? [])], folder };
}

/** Takes what is dropped anywhere on the window; answers whether something is held over it. */
export function useWindowDrop(onFiles: (given: GivenFiles) => void): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(onFiles);
  latest.current = onFiles;
  useEffect(() => {
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;
    const hold = (event: DragEvent): void => {
      // Always: a file that nobody takes would be opened in place of the application.
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = hasFiles(event) ? 'copy' : 'none';
      setOver(hasFiles(event));
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      setOver(false);
      const given = givenFiles(event.dataTransfer);
      if (given.files.length > 0) latest.current(given);
    };
    window.addEventListener('dragenter', hold);
    window.addEventListener('dragover', hold);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', hold);
      window.removeEventListener('dragover', hold);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return over;
}
