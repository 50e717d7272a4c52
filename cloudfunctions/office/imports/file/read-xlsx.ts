import { strFromU8, unzipSync } from 'fflate';
import { DAY_MS } from '../../../../contracts/primitives/time';
import { cellStyles, countsFrom1904, sharedTexts, tellCells, type CellStyle } from './sheet-xml';

const PLAIN: CellStyle = { kind: 'plain' };
/** The day before the first one of either calendar; 29 February 1900, which never was, is counted by one of them. */
const EPOCHS = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) };
const PARTS = /^xl\/(workbook|styles|sharedStrings|worksheets\/.*)\.xml$/;
/** More than sheets of 100,000 rows take. The library unpacks no more of a part than the archive says of it. */
const MOST_BYTES = 200 * 1024 * 1024;

/**
 * The first sheet of an XLSX (ECMA-376) as rows of texts: as they stand in the list for whoever reads it on a screen, but no number loses
 * digits. Row numbers are those of the sheet. @throws Error what is none
 */
export function readXlsx(content: Buffer): string[][] {
  const files = unpacked(content);
  const text = (name: string): string => strFromU8(files[name] ?? new Uint8Array());
  const sheet = Object.keys(files)
    .filter((name) => name.startsWith('xl/worksheets/'))
    .sort(byNumber)[0];
  if (sheet === undefined) throw new RangeError('no sheet');
  return rowsOf(
    text(sheet),
    sharedTexts(text('xl/sharedStrings.xml')),
    cellStyles(text('xl/styles.xml')),
    countsFrom1904(text('xl/workbook.xml')) ? EPOCHS[1904] : EPOCHS[1900],
  );
}

function unpacked(content: Buffer): Record<string, Uint8Array> {
  let bytes = 0;
  return unzipSync(content, {
    filter: ({ name, originalSize }) => {
      if (!PARTS.test(name)) return false;
      bytes += originalSize;
      if (bytes > MOST_BYTES) throw new RangeError('more than a list');
      return true;
    },
  });
}

function rowsOf(
  xml: string,
  shared: readonly string[],
  styles: readonly CellStyle[],
  epoch: number,
): string[][] {
  const rows: string[][] = [];
  tellCells(xml, ({ row, column, type, style, value }) => {
    while (rows.length <= row) rows.push([]);
    const cells = rows[row] ?? [];
    while (cells.length < column) cells.push('');
    cells[column] =
      type === 's'
        ? (shared[Number(value)] ?? '')
        : type === 'n'
          ? numberText(value, styles[style] ?? PLAIN, epoch)
          : value;
  });
  return rows.map((cells) => (cells.every((cell) => cell.trim() === '') ? [] : cells));
}

const byNumber = (one: string, other: string): number => numberOf(one) - numberOf(other);
const numberOf = (name: string): number => Number(/(\d+)\.xml$/.exec(name)?.[1] ?? 0);

/** Spreadsheets keep fifteen digits of a number, and write noughts for the others. */
const LONGEST = 1e15;

/** A cell holds the number itself, however few digits of it the list shows; one that may have lost digits is written as one that has. */
export function numberText(raw: string, style: CellStyle, epoch = EPOCHS[1900]): string {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return raw;
  if (style.kind === 'date' && value >= 1 && value < 3_000_000)
    return new Date(epoch + Math.floor(value) * DAY_MS).toISOString().slice(0, 10);
  if (Math.abs(value) >= LONGEST) return value.toExponential();
  const plain = Number.isSafeInteger(value) ? value.toFixed(0) : String(value);
  return style.kind === 'padded' ? plain.padStart(style.digits, '0') : plain;
}
