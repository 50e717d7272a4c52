import { parse } from 'csv-parse/sync';

/** A file of lines as rows of texts. Pure. */

/** UTF-8 with or without its mark, UTF-16 by its mark; what is no UTF-8 is GB18030, as Excel writes CSV in China. */
export function decodeText(content: Uint8Array): string {
  if (content[0] === 0xfe && content[1] === 0xff) return new TextDecoder('utf-16be').decode(content);
  if (content[0] === 0xff && content[1] === 0xfe) return new TextDecoder('utf-16le').decode(content);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return new TextDecoder('gb18030').decode(content);
  }
}

/** RFC 4180, with whatever line ends there are, and tabs or semicolons where the first line has more of them than commas. A quote inside a
 * text is a letter. @throws Error where a text in quotes does not end: all that follows would be one cell */
export const rowsOf = (text: string): string[][] =>
  parse(text, {
    delimiter: separatorOf(text),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
  }).map((cells) => (cells.every((cell) => cell.trim() === '') ? [] : cells.map(unmarked)));

/** What tells a spreadsheet that a text is no formula, as our own files have it, is none of the text. */
const unmarked = (cell: string): string => cell.replace(/^'(?=[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])/, '');

function separatorOf(text: string): string {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const counted = [',', '\t', ';'].map((mark) => ({ mark, n: first.split(mark).length }));
  return counted.reduce((best, one) => (one.n > best.n ? one : best)).mark;
}
