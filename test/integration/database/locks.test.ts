import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Locks } from '../../../main/database/locks.ts';
import { childFixture } from '../../support/child.ts';
import { dataFixture } from '../../support/data.ts';

const data = dataFixture();
const child = childFixture();
const ID = '0199aaaa-0000-7000-8000-000000000001';

describe('Locks', () => {
  it('is taken once, given back once, and leaves no file', () => {
    const folder = data.folder();
    const locks = new Locks(folder);
    expect(locks.isHeld(ID)).toBe(false);
    const lock = locks.acquire(ID);
    expect(lock).not.toBeNull();
    expect(locks.acquire(ID)).toBeNull();
    expect(locks.isHeld(ID)).toBe(true);
    expect(locks.isHeld('otra')).toBe(false);
    lock?.release();
    lock?.release();
    expect(locks.isHeld(ID)).toBe(false);
    expect(existsSync(join(folder, 'locks', `${ID}.lock`))).toBe(false);
    const again = locks.acquire(ID);
    expect(again).not.toBeNull();
    again?.release();
  });

  it('is seen by another part of the same process', () => {
    const folder = data.folder();
    const lock = new Locks(folder).acquire(ID);
    const other = new Locks(folder);
    expect(other.isHeld(ID)).toBe(true);
    expect(other.acquire(ID)).toBeNull();
    expect(other.isHeld(ID)).toBe(true);
    lock?.release();
    expect(other.isHeld(ID)).toBe(false);
  });

  it('is seen by another process, and by this one', async () => {
    const folder = data.folder();
    const lock = new Locks(folder).acquire(ID);
    const other = child('desk');
    await other.next();
    other.tell({ do: 'held', folder, id: ID });
    expect(await other.next()).toEqual({ held: true });
    other.tell({ do: 'lock', folder, id: ID });
    expect(await other.next()).toEqual({ got: false });
    lock?.release();
    other.tell({ do: 'lock', folder, id: ID });
    expect(await other.next()).toEqual({ got: true });
    expect(new Locks(folder).isHeld(ID)).toBe(true);
  });

  it('is free the instant its process is killed, and the file it left goes', async () => {
    const folder = data.folder();
    const locks = new Locks(folder);
    const other = child('desk');
    await other.next();
    other.tell({ do: 'lock', folder, id: ID });
    expect(await other.next()).toEqual({ got: true });
    expect(locks.isHeld(ID)).toBe(true);
    expect(locks.acquire(ID)).toBeNull();
    await other.kill();
    expect(readdirSync(join(folder, 'locks'))).toContain(`${ID}.lock`);
    expect(locks.isHeld(ID)).toBe(false);
    expect(readdirSync(join(folder, 'locks'))).not.toContain(`${ID}.lock`);
    const lock = locks.acquire(ID);
    expect(lock).not.toBeNull();
    lock?.release();
  });

  it('takes no name that could be a path', () => {
    const locks = new Locks(data.folder());
    expect(() => locks.acquire('../x')).toThrow('named by letters');
    expect(() => locks.isHeld('')).toThrow('named by letters');
  });
});
