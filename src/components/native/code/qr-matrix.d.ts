/** Rows of 0 and 1. @throws RangeError for more than 106 characters, or other than ASCII */
export function qrMatrix(text: string): number[][];
