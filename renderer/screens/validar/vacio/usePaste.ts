import { useEffect, useRef } from 'react';
import { useTakeFiles } from '../useTakeFiles.ts';
import { givenFiles } from '../../../util/useWindowDrop.ts';

/**
 * Takes what is pasted while no field has the focus: files as if they had been dropped, text by main, which reads
 * the clipboard itself. `active`: whether a workbook may be opened now.
 */
export function usePaste(onText: () => void, active: boolean): void {
  const takeFiles = useTakeFiles();
  const latest = useRef({ onText, takeFiles });
  latest.current = { onText, takeFiles };
  useEffect(() => {
    if (!active) return;
    const paste = (event: ClipboardEvent): void => {
      if (event.target instanceof Element && event.target.closest('input, textarea') !== null) return;
      event.preventDefault();
      const given = givenFiles(event.clipboardData);
      if (given.files.length > 0) latest.current.takeFiles(given);
      else latest.current.onText();
    };
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('paste', paste);
    };
  }, [active]);
}
