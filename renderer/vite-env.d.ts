/// <reference types="vite/client" />
import type { Bridge } from '../shared/contract.ts';

declare global {
  interface Window {
    /** Put there by the preload; the only way out of the window. */
    readonly habido: Bridge;
  }
}
