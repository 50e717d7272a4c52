import { createHash } from 'node:crypto';
import type { DocumentOf } from '../store/schema';

type Entry = DocumentOf<'auditEntries'>;
type Link = DocumentOf<'auditBlocks'>['links'][number];

/** What the very first entry is chained to. */
export const FIRST_HASH = '';

/** A field that says nothing is left out, so that one added to the schema later changes no hash of before. */
const saysNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (typeof value === 'object' && Object.values(value).every(saysNothing));

/** The same text for the same entry, in whatever order its fields come. */
function plainText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(plainText).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value)
    .filter(([, inner]) => !saysNothing(inner))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${fields.map(([name, inner]) => `${JSON.stringify(name)}:${plainText(inner)}`).join()}}`;
}

/** Of an entry and, through the hash before it, of everything that was told before. */
export const hashAfter = (previous: string, entry: Entry): string =>
  createHash('sha256')
    .update(`audit\n${previous}\n${plainText(entry)}`)
    .digest('base64url');

/** Entries in their order, each with the hash it has behind `previous`. */
export function chained(previous: string, entries: readonly Entry[]): Link[] {
  let hash = previous;
  return entries.map((entry) => {
    hash = hashAfter(hash, entry);
    return { id: entry._id, hash };
  });
}

const DIGITS = 10;
/** Blocks sort by their number. */
export const blockId = (number: number): string => `blk_${String(number).padStart(DIGITS, '0')}`;
