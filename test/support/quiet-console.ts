/**
 * Output that no test asked for fails it: a warning printed by React, Node or a library is a defect seen.
 * A test that expects one spies on the console itself (`vi.spyOn(console, 'error')`), which replaces this.
 */
import { afterEach, beforeEach, expect } from 'vitest';

const LOUD = ['error', 'warn'] as const;
const original = { error: console.error, warn: console.warn };
let heard: string[] = [];

beforeEach(() => {
  heard = [];
  for (const level of LOUD) {
    console[level] = (...parts: unknown[]) => {
      heard.push(`console.${level}: ${parts.map(String).join(' ')}`);
    };
  }
});

afterEach(() => {
  for (const level of LOUD) console[level] = original[level];
  expect(heard, 'unexpected console output').toEqual([]);
});
