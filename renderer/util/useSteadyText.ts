import { useEffect, useRef, useState } from 'react';

/** A text that changes at most once in `everyMs`: for what is read aloud. */
export function useSteadyText(text: string, everyMs: number): string {
  const [steady, setSteady] = useState(text);
  const last = useRef(0);
  useEffect(() => {
    const wait = Math.max(0, last.current + everyMs - Date.now());
    const timer = setTimeout(() => {
      last.current = Date.now();
      setSteady(text);
    }, wait);
    return () => {
      clearTimeout(timer);
    };
  }, [text, everyMs]);
  return steady;
}
