/** Bytes of a picture that a phone sends, and its characters in base64. */
export const MOST_PICTURE_BYTES = 200 * 1024;
export const MOST_PICTURE_TEXT = Math.ceil(MOST_PICTURE_BYTES / 3) * 4;
