import { useEffect, useState } from 'react';

/** A value for a while after it came, then null. A value that is there from the start is no news. */
export function useBriefly<T extends object>(value: T | null, forMs: number): T | null {
  const [past, setPast] = useState(value);
  useEffect(() => {
    if (value === null) return;
    const timer = setTimeout(() => {
      setPast(value);
    }, forMs);
    return () => {
      clearTimeout(timer);
    };
  }, [value, forMs]);
  return value === past ? null : value;
}
