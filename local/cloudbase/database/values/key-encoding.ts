/**
 * Order-preserving bytes for a value, so that SQLite's blob order is MongoDB's sort order: null and missing, numbers, strings,
 * objects, arrays, binary, ObjectId, booleans, dates, regular expressions. Every encoding ends itself (no encoding is the
 * beginning of another), so encodings can be joined into a compound key and inverted byte by byte for a descending field.
 */
import { Binary, BSONRegExp, Decimal128, ObjectId, Timestamp } from 'bson';
import { isBsonValue, isDocument, stringifyValue } from './document-text';

/** An array without elements sorts below null; inside an index it is the key MongoDB calls "undefined". */
export const EMPTY_ARRAY: unique symbol = Symbol('empty array');

const TYPE = {
  minKey: 0x02,
  emptyArray: 0x04,
  null: 0x05,
  number: 0x10,
  string: 0x20,
  object: 0x30,
  array: 0x40,
  binary: 0x50,
  objectId: 0x60,
  boolean: 0x70,
  date: 0x80,
  timestamp: 0x85,
  regexp: 0x90,
  other: 0xa0,
  maxKey: 0xfe,
} as const;

class ByteWriter {
  private bytes = Buffer.allocUnsafe(64);
  private length = 0;

  byte(value: number): void {
    if (this.length === this.bytes.length) this.grow(1);
    this.bytes[this.length++] = value;
  }

  /** Zero bytes are escaped as 00 FF and the end is 00 00, so a shorter string sorts before its extensions. */
  text(value: string): void {
    for (const [at, part] of value.split('\0').entries()) {
      if (at > 0) {
        this.byte(0);
        this.byte(0xff);
      }
      // A character of a string is three bytes at most.
      this.grow(3 * part.length);
      this.length += this.bytes.write(part, this.length, 'utf8');
    }
    this.byte(0);
    this.byte(0);
  }

  raw(value: Uint8Array): void {
    this.grow(value.length);
    this.bytes.set(value, this.length);
    this.length += value.length;
  }

  double(value: number): void {
    const bytes = Buffer.allocUnsafe(8);
    bytes.writeDoubleBE(value === 0 ? 0 : value);
    const negative = (bytes[0] ?? 0) >= 0x80;
    for (let i = 0; i < 8; i++) {
      const byte = bytes[i] ?? 0;
      bytes[i] = negative ? byte ^ 0xff : i === 0 ? byte ^ 0x80 : byte;
    }
    this.raw(bytes);
  }

  done(): Buffer {
    return Buffer.from(this.bytes.subarray(0, this.length));
  }

  private grow(extra: number): void {
    if (this.length + extra <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.length + extra));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }
}

export function encodeValue(value: unknown): Buffer {
  const writer = new ByteWriter();
  write(writer, value);
  return writer.done();
}

export function encodeDirected(value: unknown, direction: 1 | -1): Buffer {
  const encoded = encodeValue(value);
  return direction === 1 ? encoded : invert(encoded);
}

/** Range comparisons match within one type only: the bytes every value of this value's type begins with. */
export function encodeTypeOf(value: unknown, direction: 1 | -1): Buffer {
  const type = encodeValue(value).subarray(0, 1);
  return direction === 1 ? type : invert(type);
}

/** The smallest bytes above everything that begins with the prefix; undefined when there is none. */
export function successor(prefix: Buffer): Buffer | undefined {
  for (let i = prefix.length - 1; i >= 0; i--) {
    const byte = prefix[i] ?? 0xff;
    if (byte === 0xff) continue;
    const next = Buffer.from(prefix.subarray(0, i + 1));
    next[i] = byte + 1;
    return next;
  }
  return undefined;
}

function invert(bytes: Buffer): Buffer {
  const inverted = Buffer.allocUnsafe(bytes.length);
  for (let i = 0; i < bytes.length; i++) inverted[i] = (bytes[i] ?? 0) ^ 0xff;
  return inverted;
}

function write(writer: ByteWriter, value: unknown): void {
  if (value === undefined || value === null) return writer.byte(TYPE.null);
  if (value === EMPTY_ARRAY) return writer.byte(TYPE.emptyArray);
  switch (typeof value) {
    case 'number':
      return writeNumber(writer, value);
    case 'bigint':
      return writeNumber(writer, Number(value));
    case 'string':
      writer.byte(TYPE.string);
      return writer.text(value);
    case 'boolean':
      writer.byte(TYPE.boolean);
      return writer.byte(value ? 1 : 0);
    default:
      return writeObject(writer, value);
  }
}

function writeNumber(writer: ByteWriter, value: number): void {
  writer.byte(TYPE.number);
  if (Number.isNaN(value)) return writer.raw(Buffer.alloc(8)); // NaN sorts below every number
  writer.double(value);
}

function writeObject(writer: ByteWriter, value: unknown): void {
  if (Array.isArray(value)) return writeArray(writer, value);
  if (value instanceof Date) {
    writer.byte(TYPE.date);
    return writer.double(value.getTime());
  }
  if (value instanceof RegExp) return writePattern(writer, value.source, value.flags);
  if (value instanceof BSONRegExp) return writePattern(writer, value.pattern, value.options);
  if (isBsonValue(value)) return writeBson(writer, value);
  if (isDocument(value)) return writeDocument(writer, value);
  return writeOther(writer, value);
}

function writePattern(writer: ByteWriter, pattern: string, flags: string): void {
  writer.byte(TYPE.regexp);
  writer.text(pattern);
  writer.text(flags);
}

function writeArray(writer: ByteWriter, items: unknown[]): void {
  writer.byte(TYPE.array);
  for (const item of items) write(writer, item);
  writer.byte(0);
}

/** Objects compare field by field: first the type of the value, then the name, then the value. */
function writeDocument(writer: ByteWriter, document: Record<string, unknown>): void {
  writer.byte(TYPE.object);
  for (const [name, item] of Object.entries(document)) {
    if (item === undefined) continue;
    const encoded = encodeValue(item);
    writer.byte(encoded[0] ?? TYPE.null);
    writer.text(name);
    writer.raw(encoded.subarray(1));
  }
  writer.byte(0);
}

function writeBson(writer: ByteWriter, value: object & { _bsontype: string }): void {
  if (value instanceof ObjectId) {
    writer.byte(TYPE.objectId);
    return writer.raw(value.id);
  }
  if (value instanceof Binary) {
    const length = Buffer.alloc(5);
    length.writeUInt32BE(value.position);
    length[4] = value.sub_type;
    writer.byte(TYPE.binary);
    writer.raw(length);
    return writer.raw(value.buffer.subarray(0, value.position));
  }
  if (value instanceof Decimal128) return writeNumber(writer, Number(value.toString()));
  if (value instanceof Timestamp) {
    writer.byte(TYPE.timestamp);
    return writer.double(value.toNumber());
  }
  switch (value._bsontype) {
    case 'MinKey':
      return writer.byte(TYPE.minKey);
    case 'MaxKey':
      return writer.byte(TYPE.maxKey);
    default:
      return writeOther(writer, value);
  }
}

function writeOther(writer: ByteWriter, value: unknown): void {
  writer.byte(TYPE.other);
  writer.text(stringifyValue(value));
}
