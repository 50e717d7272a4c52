/** What a document must be to be stored, and how its identity is decided. */
import { randomBytes } from 'node:crypto';
import { ObjectId } from 'bson';
import { isDocument, stringifyValue, type Document } from './document-text';
import { requestFailed } from '../errors';
import { encodeValue } from './key-encoding';

/** MongoDB's document limit. */
const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

export interface Storable {
  id: Buffer;
  document: Document;
  body: string;
}

export function toStorable(document: Document): Storable {
  refuseDollarFields(document);
  const body = stringifyValue(document);
  if (body.length * 3 > MAX_DOCUMENT_BYTES && Buffer.byteLength(body) > MAX_DOCUMENT_BYTES) {
    throw requestFailed(`document is larger than the maximum size ${MAX_DOCUMENT_BYTES}`);
  }
  return { id: encodeValue(document._id), document, body };
}

/** `_id` first, as MongoDB stores it; made here when the caller gave none. */
export function withId(document: Document, now: () => number): Document {
  const { _id: given, ...fields } = document;
  if (given === undefined) return { _id: newDocumentId(now), ...fields };
  if (Array.isArray(given) || given instanceof RegExp) {
    throw requestFailed(`The '_id' value cannot be of type ${Array.isArray(given) ? 'array' : 'regex'}`);
  }
  return { _id: given, ...fields };
}

/** CloudBase makes 32 hexadecimal characters that begin with the time. */
function newDocumentId(now: () => number): string {
  const seconds = Math.floor(now() / 1000)
    .toString(16)
    .padStart(8, '0')
    .slice(-8);
  return `${seconds}${randomBytes(12).toString('hex')}`;
}

/** The `_id` a doc() call names; undefined when the filter is anything else. */
export function idOfFilter(filter: Document): Buffer | undefined {
  const keys = Object.keys(filter);
  if (keys.length !== 1 || keys[0] !== '_id') return undefined;
  const id = filter._id;
  const plain = typeof id === 'string' || typeof id === 'number' || id instanceof ObjectId;
  return plain ? encodeValue(id) : undefined;
}

function refuseDollarFields(value: unknown): void {
  if (Array.isArray(value)) return value.forEach(refuseDollarFields);
  if (!isDocument(value)) return;
  for (const [key, item] of Object.entries(value)) {
    if (key.startsWith('$'))
      throw requestFailed(`The dollar ($) prefixed field '${key}' is not valid for storage.`);
    if (typeof item === 'object') refuseDollarFields(item);
  }
}
