/** Modules from left to right, `1` for a bar. @throws RangeError for other than printable ASCII */
export function code128Modules(text: string): string;
