import { Parser } from 'saxen';

/** What of an XLSX says what stands in a sheet, told as it is read: as a tree, a list of 100,000 rows takes a gigabyte. Pure. */
export type CellStyle = { kind: 'plain' } | { kind: 'date' } | { kind: 'padded'; digits: number };

interface CellFound {
  /** From 0, as in the sheet. */
  row: number;
  column: number;
  type: 's' | 'n' | 'text';
  style: number;
  value: string;
}

interface Told {
  opened: (name: string, attributes: Attributes) => void;
  closed?: (name: string) => void;
  /** Between tags, with the names of those it stands in. */
  text?: (text: string, within: readonly string[]) => void;
}

type Attributes = Readonly<Record<string, string>>;

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Ours: the library makes other letters of those beyond the first plane, as 🌸. What a file names itself stays as it stands. */
const decoded = (xml: string): string =>
  xml.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi,
    (whole, hex?: string, ten?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? whole;
      const code = hex === undefined ? Number(ten) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : '';
    },
  );

/** Some programs write `x:row` for `row`. */
const plainName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** @throws Error what is no XML */
function tell(xml: string, { opened, closed, text }: Told): void {
  if (xml === '') return;
  const within: string[] = [];
  new Parser()
    .on('openTag', (name, attributes) => {
      within.push(plainName(name));
      opened(plainName(name), attributes());
    })
    .on('closeTag', (name) => {
      closed?.(plainName(name));
      within.pop();
    })
    .on('text', (found) => text?.(decoded(found), within))
    .on('cdata', (found) => text?.(found, within))
    .parse(xml);
}

/** All runs of a rich text are one text; how it is pronounced is none. */
const isWritten = (within: readonly string[]): boolean => within.at(-1) === 't' && !within.includes('rPh');

/** What XML 1.0 cannot hold, Excel writes so. */
const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-F]{4})_/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

export function sharedTexts(xml: string): string[] {
  const texts: string[] = [];
  let now = '';
  tell(xml, {
    opened: (name) => {
      if (name === 'si') now = '';
    },
    closed: (name) => {
      if (name === 'si') texts.push(unescaped(now));
    },
    text: (text, within) => {
      if (isWritten(within)) now += text;
    },
  });
  return texts;
}

/** Whether the days of a workbook are counted from 1904, as old Macs did. */
export function countsFrom1904(xml: string): boolean {
  let is1904 = false;
  tell(xml, {
    opened: (name, { date1904 }) => {
      if (name === 'workbookPr') is1904 = date1904 === '1' || date1904 === 'true';
    },
  });
  return is1904;
}

/** What a number of each style stands for. */
export function cellStyles(xml: string): CellStyle[] {
  const formats = new Map<number, string>();
  const used: number[] = [];
  let inUse = false;
  tell(xml, {
    opened: (name, { numFmtId = '0', formatCode = '' }) => {
      if (name === 'numFmt') formats.set(Number(numFmtId), decoded(formatCode));
      if (name === 'cellXfs') inUse = true;
      if (name === 'xf' && inUse) used.push(Number(numFmtId));
    },
    closed: (name) => {
      if (name === 'cellXfs') inUse = false;
    },
  });
  return used.map((id) => styleOf(id, formats.get(id) ?? ''));
}

/** 14 to 22, 27 to 36 and 45 to 58 are the dates and times every spreadsheet knows, in China too (ECMA-376 18.8.30). */
const isKnownDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58);

function styleOf(id: number, format: string): CellStyle {
  if (/^0{2,}$/.test(format)) return { kind: 'padded', digits: format.length };
  const code = format.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
  return isKnownDate(id) || /[ymd]/i.test(code) ? { kind: 'date' } : { kind: 'plain' };
}

const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** No list of people is wider; a cell further right would make every row as wide. */
const MOST_COLUMNS = 200;
const MOST_ROWS = 200_000;

/** Cells that hold something, row by row. */
export function tellCells(xml: string, found: (cell: CellFound) => void): void {
  let [row, column, type, style, value] = [-1, -1, 'n', 0, ''];
  const place = (named: string | undefined): void => {
    const [, letters, line] = /^([A-Z]{1,3})(\d+)$/.exec(named ?? '') ?? [];
    column = letters === undefined ? column + 1 : columnOf(letters);
    if (line !== undefined) row = Number(line) - 1;
  };
  tell(xml, {
    opened: (name, { r, t = 'n', s = '0' }) => {
      if (name === 'row') [row, column] = [r === undefined ? row + 1 : Number(r) - 1, -1];
      if (name !== 'c') return;
      place(r);
      [type, style, value] = [t, Number(s), ''];
    },
    text: (text, within) => {
      if (type === 'inlineStr' ? isWritten(within) : within.at(-1) === 'v') value += text;
    },
    closed: (name) => {
      if (name !== 'c' || column >= MOST_COLUMNS || row < 0 || row >= MOST_ROWS) return;
      if (value === '' || type === 'e') return;
      const kind = type === 's' || type === 'n' ? type : 'text';
      found({ row, column, type: kind, style, value: kind === 'text' ? unescaped(value) : value });
    },
  });
}
