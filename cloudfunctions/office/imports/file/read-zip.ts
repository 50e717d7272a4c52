import { inflateRawSync } from 'node:zlib';

/** Files of a zip archive by its directory (APPNOTE 4.3), as an XLSX is one; none of more than a sheet of 100,000 rows takes. */
const MOST_BYTES = 200 * 1024 * 1024;
const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_LENGTH = 22;
const MOST_COMMENT = 0xffff;
const STORED = 0;
const DEFLATED = 8;

/** @throws RangeError what is no archive, or one of another kind than spreadsheets are */
export function readZip(archive: Buffer, wanted: (name: string) => boolean): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const end = findEnd(archive);
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (archive.readUInt32LE(at) !== ENTRY) throw new RangeError('a directory that is broken');
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    if (wanted(name)) files.set(name, contentOf(archive, at));
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
}

function findEnd(archive: Buffer): number {
  const last = archive.length - END_LENGTH;
  for (let at = last; at >= Math.max(0, last - MOST_COMMENT); at -= 1)
    if (archive.readUInt32LE(at) === END) return at;
  throw new RangeError('no archive');
}

function contentOf(archive: Buffer, entry: number): Buffer {
  const method = archive.readUInt16LE(entry + 10);
  const packedLength = archive.readUInt32LE(entry + 20);
  const local = archive.readUInt32LE(entry + 42);
  const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const packed = archive.subarray(from, from + packedLength);
  if (method === STORED) return packed;
  if (method !== DEFLATED) throw new RangeError('packed in another way');
  return inflateRawSync(packed, { maxOutputLength: MOST_BYTES });
}
