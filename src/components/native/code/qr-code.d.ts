/** Rows of modules, true for dark. @throws RangeError for more than 106 characters, or other than printable ASCII */
export function qrCode(text: string): boolean[][];
