/** Types of platform.mjs for the scripts and tests written in TypeScript. */
export const ROOT: string;
export function say(line: string): void;
export function hasDisplay(env?: NodeJS.ProcessEnv, platform?: NodeJS.Platform): boolean;
export function isRoot(): boolean;
