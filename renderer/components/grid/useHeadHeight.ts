import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

const ROW_AT_16 = 30;

/** The height of the grid's head in pixels, which is that of a row: it follows the text size. */
export function useHeadHeight(): [RefObject<HTMLDivElement | null>, number] {
  const head = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(ROW_AT_16);
  useLayoutEffect(() => {
    const element = head.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      setHeight(element.offsetHeight);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);
  return [head, height];
}
