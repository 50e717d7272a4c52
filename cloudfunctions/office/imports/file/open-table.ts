import { readXlsx } from './read-xlsx';
import { decodeText, rowsOf } from './table-text';

/** A file as rows of texts, whatever it is called: an archive is an XLSX, everything else is lines. */
const ARCHIVE = Buffer.from('PK\u0003\u0004', 'latin1');
/** What Excel wrote before 2007, and what it writes under a password. */
const OLD_EXCEL = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/** The first row of the file is 1, as every spreadsheet shows it. */
export interface Table {
  headings: string[];
  rows: { line: number; cells: string[] }[];
}

/** @throws RangeError when it is neither, or holds nothing */
export function openTable(content: Buffer): Table {
  if (content.subarray(0, 4).equals(OLD_EXCEL)) throw new RangeError('an old spreadsheet');
  const all = readRows(content);
  const first = all.findIndex((cells) => cells.length > 0);
  const headings = all[first];
  if (!headings) throw new RangeError('an empty file');
  const rows = all
    .map((cells, at) => ({ line: at + 1, cells }))
    .filter(({ cells }, at) => at > first && cells.length > 0);
  return { headings: headings.map((heading) => heading.trim()), rows };
}

function readRows(content: Buffer): string[][] {
  try {
    return content.subarray(0, 4).equals(ARCHIVE) ? readXlsx(content) : rowsOf(decodeText(content));
  } catch (error) {
    // Each library says in its own way what is broken.
    throw new RangeError(error instanceof Error ? error.message : 'unreadable', { cause: error });
  }
}
