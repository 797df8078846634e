/** A package whose every number stands in ZIP64 fields, as some writers do however small the file. */
import { crc32, deflateRawSync } from 'node:zlib';
import type { PackagePart } from '../../support/package-builder.ts';

function field(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 + values.length * 8);
  bytes.writeUInt16LE(1, 0);
  bytes.writeUInt16LE(values.length * 8, 2);
  values.forEach((value, i) => bytes.writeBigUInt64LE(BigInt(value), 4 + i * 8));
  return bytes;
}

/** Packs the parts so. */
export function wideArchive(parts: readonly PackagePart[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const data = Buffer.from(part.data);
    const deflated = deflateRawSync(data);
    const fixed = Buffer.alloc(26);
    fixed.writeUInt16LE(45, 0);
    fixed.writeUInt16LE(8, 4);
    fixed.writeUInt16LE(0x5b21, 8);
    fixed.writeUInt32LE(crc32(data), 10);
    fixed.fill(0xff, 14, 22);
    fixed.writeUInt16LE(name.length, 22);
    const localExtra = field(data.length, deflated.length);
    const extra = field(data.length, deflated.length, offset);
    fixed.writeUInt16LE(localExtra.length, 24);
    const body = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), fixed, name, localExtra, deflated]);
    const central = Buffer.alloc(46);
    central.write('PK\u0001\u0002', 0, 'latin1');
    central.writeUInt16LE(45, 4);
    fixed.copy(central, 6, 0, 24);
    central.writeUInt16LE(extra.length, 30);
    central.fill(0xff, 42, 46);
    directory.push(central, name, extra);
    bodies.push(body);
    offset += body.length;
  }
  const list = Buffer.concat(directory);
  const end64 = Buffer.alloc(56);
  end64.write('PK\u0006\u0006', 0, 'latin1');
  end64.writeBigUInt64LE(44n, 4);
  end64.writeUInt16LE(45, 12);
  end64.writeUInt16LE(45, 14);
  end64.writeBigUInt64LE(BigInt(parts.length), 24);
  end64.writeBigUInt64LE(BigInt(parts.length), 32);
  end64.writeBigUInt64LE(BigInt(list.length), 40);
  end64.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\u0006\u0007', 0, 'latin1');
  locator.writeBigUInt64LE(BigInt(offset + list.length), 8);
  locator.writeUInt32LE(1, 16);
  const end = Buffer.alloc(22, 0xff);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt32LE(0, 4);
  end.writeUInt16LE(0, 20);
  return Buffer.concat([...bodies, list, end64, locator, end]);
}
