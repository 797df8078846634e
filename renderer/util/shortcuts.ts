import { useEffect, useRef } from 'react';

/**
 * A combination as it is written in code: `mod+o`, `mod+shift+c`, `alt+1`, `escape`. `mod` is Ctrl, or ⌘ on a
 * Mac.
 */
export type Combo = `mod+${string}` | `mod+shift+${string}` | `alt+${string}` | 'escape';

/** The part of a keyboard event that tells a combination. */
export interface KeyPress {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** Whether this key press is that combination, and nothing more. Digits are read by place, for AltGr layouts. */
export function matches(event: KeyPress, combo: Combo): boolean {
  const shift = combo.startsWith('mod+shift+');
  if (event.shiftKey !== shift) return false;
  if (combo === 'escape') return event.key === 'Escape' && !event.ctrlKey && !event.metaKey && !event.altKey;
  const [modifier, key = ''] = combo.replace('+shift', '').split('+');
  const mod = event.ctrlKey || event.metaKey;
  if (modifier === 'mod' ? !mod || event.altKey : !event.altKey || mod) return false;
  return event.key.toLowerCase() === key || event.code === `Digit${key}`;
}

/** Runs `action` on the combination while `active`, unless a dialog is open. */
export function useShortcut(combo: Combo, action: () => void, active = true): void {
  const latest = useRef(action);
  latest.current = action;
  useEffect(() => {
    if (!active) return;
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || !matches(event, combo)) return;
      if (document.querySelector('[aria-modal="true"]') !== null) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', listen);
    return () => {
      window.removeEventListener('keydown', listen);
    };
  }, [combo, active]);
}
