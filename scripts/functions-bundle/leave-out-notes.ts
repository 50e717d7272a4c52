/**
 * The notes on the fields of a collection are for docs/data-model.md and for who reads the source. zod copies a schema for
 * each of them while a function starts, so the bundle does without.
 */
const NOTE = /\s*\.describe\(\s*(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")\s*,?\s*\)/g;

/** What a collection is for and how its ids are made: strings of the same kind. */
const ABOUT = /\b(about|id):\s*(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"),\s*/g;

/** What the database is told when it is set up; no function reads it. */
const INDEXES = /\bindexes:\s*\[[^[\]]*\],?\s*/g;

/** What a contract says in words: that a write is harmless to repeat, a limit unneeded, a text unseen. The host looks whether it is said. */
const WORDS = /\b(decidedBy|boundedBy|allowed):\s*(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`[^`$]*`)/g;

export const withoutWords = (source: string): string => source.replace(WORDS, "$1: ''");

export const withoutNotes = (source: string): string =>
  source.replace(NOTE, '').replace(ABOUT, '').replace(INDEXES, '');
