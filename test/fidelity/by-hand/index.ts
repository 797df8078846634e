/** The workbooks made by hand: what no writer at hand makes, other forms of XML, other ways of packing. */
import { FEATURES } from './features.ts';
import { FORMS } from './forms.ts';
import { PACKAGES } from './packages.ts';
import type { HandMade } from './parts.ts';

export const BY_HAND: readonly HandMade[] = [...FEATURES, ...FORMS, ...PACKAGES];
