/** What codes and ids are written in: one list, so that nobody spells out an alphabet again. */
export const DIGITS = '0123456789';

export const LETTERS_AND_DIGITS = `${DIGITS}ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz`;

/** Crockford's base 32: what a ULID, and an id that derives from something, is written in. */
export const ULID_ALPHABET = `${DIGITS}ABCDEFGHJKMNPQRSTVWXYZ`;

/** What people read out and type: no letter that is taken for another. */
export const READ_ALOUD = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
