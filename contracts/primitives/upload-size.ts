/** Bytes of a picture that a phone sends, and its characters in base64. */
export const MOST_PICTURE_BYTES = 200 * 1024;
export const MOST_PICTURE_TEXT = Math.ceil(MOST_PICTURE_BYTES / 3) * 4;

/** A list is sent in parts small enough for one call, and is no longer than a function can hold. */
export const PART_BYTES = 180 * 1024;
export const MOST_PARTS = 80;
export const MOST_IMPORT_BYTES = PART_BYTES * MOST_PARTS;
/** A part in base64. */
export const MOST_PART_TEXT = Math.ceil(PART_BYTES / 3) * 4;
