import { readZip } from './read-zip';
import { cellsOf, datedStyles, sharedTexts, type CellStyle } from './sheet-xml';

const PLAIN: CellStyle = { kind: 'plain' };
const DAY_MS = 86_400_000;
/** The day before the first one of either calendar; 29 February 1900, which never was, is counted by one of them. */
const EPOCHS = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) };

/**
 * The first sheet of an XLSX (ECMA-376) as rows of texts: as they stand in the list for whoever reads it on a screen, but no number loses
 * digits. Row numbers are those of the sheet. @throws RangeError what is none
 */
export function readXlsx(content: Buffer): string[][] {
  const files = readZip(content, (name) =>
    /^xl\/(workbook|styles|sharedStrings|worksheets\/.*)\.xml$/.test(name),
  );
  const text = (name: string): string => files.get(name)?.toString('utf8') ?? '';
  const sheet = [...files.keys()].filter((name) => name.startsWith('xl/worksheets/')).sort(byNumber)[0];
  if (sheet === undefined) throw new RangeError('no sheet');
  const shared = sharedTexts(text('xl/sharedStrings.xml'));
  const styles = datedStyles(text('xl/styles.xml'));
  const epoch = /<workbookPr[^>]*date1904="(?:1|true)"/.test(text('xl/workbook.xml'))
    ? EPOCHS[1904]
    : EPOCHS[1900];
  const rows: string[][] = [];
  for (const { row, column, type, style, value } of cellsOf(text(sheet))) {
    while (rows.length <= row) rows.push([]);
    const cells = rows[row] ?? [];
    while (cells.length < column) cells.push('');
    cells[column] =
      type === 's'
        ? (shared[Number(value)] ?? '')
        : type === 'n'
          ? numberText(value, styles[style] ?? PLAIN, epoch)
          : value;
  }
  return rows.map((cells) => (cells.every((cell) => cell.trim() === '') ? [] : cells));
}

const byNumber = (one: string, other: string): number => numberOf(one) - numberOf(other);
const numberOf = (name: string): number => Number(/(\d+)\.xml$/.exec(name)?.[1] ?? 0);

/** A cell holds the number itself, however few digits of it the list shows. */
export function numberText(raw: string, style: CellStyle, epoch = EPOCHS[1900]): string {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return raw;
  if (style.kind === 'date' && value >= 1 && value < 3_000_000)
    return new Date(epoch + Math.floor(value) * DAY_MS).toISOString().slice(0, 10);
  const plain = Number.isSafeInteger(value) ? value.toFixed(0) : String(value);
  return style.kind === 'padded' ? plain.padStart(style.digits, '0') : plain;
}
