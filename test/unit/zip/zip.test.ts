import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open, readFile, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openArchive } from '../../../main/zip/archive.ts';
import { readPart } from '../../../main/zip/inflate.ts';
import { ZipWriter } from '../../../main/zip/writer.ts';
import { buildPackage, type PackagePart } from '../../support/package-builder.ts';
import { readPackage } from '../../support/package-reader.ts';

let folder: string;
const opened: FileHandle[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'habido-zip-'));
});
afterEach(async () => {
  for (const file of opened.splice(0)) await file.close();
  rmSync(folder, { recursive: true });
});

async function fileOf(bytes: Buffer): Promise<FileHandle> {
  const path = join(folder, `${String(opened.length)}.zip`);
  writeFileSync(path, bytes);
  const file = await open(path, 'r');
  opened.push(file);
  return file;
}

const codeOf = async (promise: Promise<unknown>): Promise<string> =>
  await promise.then(
    () => 'no error',
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  );

const TWO: PackagePart[] = [
  { name: 'a.xml', data: '<a/>'.repeat(500) },
  { name: 'b.bin', data: Buffer.from([1, 2, 3]), method: 0 },
];

describe('reading', () => {
  test('lists entries in order and inflates them', async () => {
    const archive = await openArchive(await fileOf(buildPackage(TWO, 'a comment')));
    expect(archive.entries.map((entry) => entry.name)).toEqual(['a.xml', 'b.bin']);
    expect(archive.comment.toString()).toBe('a comment');
    const [a, b] = archive.entries;
    expect((await readPart(archive, a as never)).toString()).toBe('<a/>'.repeat(500));
    expect([...(await readPart(archive, b as never))]).toEqual([1, 2, 3]);
  });

  test('reads entries whose sizes follow their data', async () => {
    const archive = await openArchive(
      await fileOf(buildPackage([{ ...(TWO[0] as PackagePart), descriptor: true }, TWO[1] as PackagePart])),
    );
    expect((await readPart(archive, archive.entries[0] as never)).length).toBe(2000);
  });

  test.each([
    [
      'two entries of one name',
      [
        { name: 'x', data: '1' },
        { name: 'x', data: '2' },
      ],
    ],
    [
      'two names that differ in case',
      [
        { name: 'xl/A.xml', data: '1' },
        { name: 'xl/a.XML', data: '2' },
      ],
    ],
    ['a stored entry of another size', [{ name: 'x', data: 'abc', method: 0, size: 4 }]],
  ])('refuses %s', async (_, parts) => {
    expect(await codeOf(openArchive(await fileOf(buildPackage(parts))))).toBe('archivo-danado');
  });

  test('refuses an encrypted entry', async () => {
    expect(
      await codeOf(openArchive(await fileOf(buildPackage([{ name: 'x', data: 'abc', flags: 1 }])))),
    ).toBe('archivo-cifrado');
  });

  test('refuses entries that overlap', async () => {
    const bytes = buildPackage(TWO);
    const second = bytes.indexOf('PK\u0001\u0002', bytes.indexOf('PK\u0001\u0002') + 4);
    bytes.writeUInt32LE(0, second + 42);
    const renamed = Buffer.from(bytes);
    expect(await codeOf(openArchive(await fileOf(renamed)))).toBe('archivo-danado');
  });

  test('refuses a bomb by what it declares, and one that lies', async () => {
    const big = Buffer.alloc(200 * 1024 * 1024);
    expect(await codeOf(openArchive(await fileOf(buildPackage([{ name: 'x', data: big }]))))).toBe(
      'archivo-demasiado-grande',
    );
    const liar = await openArchive(
      await fileOf(buildPackage([{ name: 'x', data: Buffer.alloc(1_000_000), size: 1000 }])),
    );
    expect(await codeOf(readPart(liar, liar.entries[0] as never))).toBe('archivo-danado');
  });

  test('refuses a wrong checksum, a short entry and a broken stream', async () => {
    const wrong = await openArchive(await fileOf(buildPackage([{ name: 'x', data: 'abcdef', crc: 1 }])));
    expect(await codeOf(readPart(wrong, wrong.entries[0] as never))).toBe('archivo-danado');
    const short = await openArchive(await fileOf(buildPackage([{ name: 'x', data: 'abcdef', size: 7 }])));
    expect(await codeOf(readPart(short, short.entries[0] as never))).toBe('archivo-danado');
    const bytes = buildPackage([{ name: 'x', data: 'abcdefabcdefabcdef' }]);
    bytes[31] = 0xff;
    const broken = await openArchive(await fileOf(bytes));
    expect(await codeOf(readPart(broken, broken.entries[0] as never))).toBe('archivo-danado');
  });

  test('never accepts a package cut anywhere', async () => {
    const bytes = buildPackage(TWO);
    for (let length = 0; length < bytes.length; length += 7) {
      expect(await codeOf(openArchive(await fileOf(bytes.subarray(0, length))))).toBe('archivo-danado');
    }
  });
});

describe('writing', () => {
  test('copies compressed bytes as they are, and deflates what is new', async () => {
    const source = buildPackage(
      [{ ...(TWO[0] as PackagePart), descriptor: true }, ...TWO.slice(1), { name: 'c.xml', data: '<c/>' }],
      'kept',
    );
    const archive = await openArchive(await fileOf(source));
    const path = join(folder, 'out.zip');
    const out = await open(path, 'w+');
    opened.push(out);
    const writer = new ZipWriter(out);
    const fresh = Buffer.from('<new>'.repeat(700_000));
    await writer.copyRaw(archive, archive.entries[0] as never);
    await writer.add(archive.entries[1] as never, fresh.length, async (push) => {
      for (let at = 0; at < fresh.length; at += 1024 * 1024) await push(fresh.subarray(at, at + 1024 * 1024));
    });
    await writer.copyRaw(archive, archive.entries[2] as never);
    await writer.finish(archive.comment);
    const bytes = await readFile(path);
    const before = readPackage(source);
    const after = readPackage(bytes);
    expect(after.map((part) => part.name)).toEqual(['a.xml', 'b.bin', 'c.xml']);
    expect(after[0]?.raw.equals(before[0]?.raw as Buffer)).toBe(true);
    expect(after[2]?.raw.equals(before[2]?.raw as Buffer)).toBe(true);
    expect(after[1]?.data.equals(fresh)).toBe(true);
    expect(bytes.subarray(-4).toString()).toBe('kept');
    const again = await openArchive(out);
    expect((await readPart(again, again.entries[1] as never)).equals(fresh)).toBe(true);
  });

  test('an entry that may pass 4 GiB gets wide sizes, and is read back', async () => {
    const archive = await openArchive(await fileOf(buildPackage(TWO)));
    const path = join(folder, 'wide.zip');
    const out = await open(path, 'w+');
    opened.push(out);
    const writer = new ZipWriter(out);
    await writer.add(
      archive.entries[0] as never,
      5 * 1024 ** 3,
      async (push) => await push(Buffer.from('<small/>')),
    );
    await writer.finish(Buffer.alloc(0));
    expect((await readFile(path)).readUInt16LE(28)).toBe(20);
    const again = await openArchive(out);
    expect((await readPart(again, again.entries[0] as never)).toString()).toBe('<small/>');
  });
});
