/** Widths in modules, bar and space in turn. */
export function code128Widths(text: string): number[];
export const WIDTHS: string[];
