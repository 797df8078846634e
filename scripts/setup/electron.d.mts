/** Types of electron.mjs for the scripts and tests written in TypeScript. */
export function electronFolder(): { folder: string; fallback: boolean } | null;
export function electronProgram(): string;
