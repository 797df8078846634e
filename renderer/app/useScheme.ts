import { useSyncExternalStore } from 'react';
import type { Settings } from '../../shared/contract.ts';

const DARK = '(prefers-color-scheme: dark)';

function subscribe(onChange: () => void): () => void {
  const query = window.matchMedia(DARK);
  query.addEventListener('change', onChange);
  return () => {
    query.removeEventListener('change', onChange);
  };
}

/** The scheme in force: the one chosen, or the system's, followed as it changes. */
export function useScheme(tema: Settings['tema']): 'light' | 'dark' {
  const dark = useSyncExternalStore(subscribe, () => window.matchMedia(DARK).matches);
  if (tema === 'claro') return 'light';
  if (tema === 'oscuro') return 'dark';
  return dark ? 'dark' : 'light';
}
