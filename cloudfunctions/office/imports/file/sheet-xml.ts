/** The parts of an XLSX that say what stands in a sheet. Scanned, not parsed into a tree: a list of 100,000 rows is 50 MB of XML. Pure. */
export type CellStyle = { kind: 'plain' } | { kind: 'date' } | { kind: 'padded'; digits: number };

interface CellFound {
  /** From 0, as in the sheet. */
  row: number;
  column: number;
  type: 's' | 'n' | 'text';
  style: number;
  value: string;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const plainText = (xml: string): string =>
  xml
    .replace(
      /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi,
      (whole, hex?: string, ten?: string, name?: string) => {
        if (name !== undefined) return ENTITIES[name] ?? whole;
        const code = hex === undefined ? Number(ten) : Number.parseInt(hex, 16);
        return code <= 0x10ffff ? String.fromCodePoint(code) : '';
      },
    )
    .replace(/_x([0-9A-F]{4})_/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** All runs of a rich text are one text; how it is pronounced is none. */
const textOf = (xml: string): string =>
  [...xml.replace(/<rPh[\s\S]*?<\/rPh>/g, '').matchAll(/<t(?:\s[^>]*)?>([\s\S]*?)<\/t>/g)]
    .map(([, text = '']) => plainText(text))
    .join('');

export const sharedTexts = (xml: string): string[] =>
  [...xml.matchAll(/<si(?:\s[^>]*)?(?:\/>|>([\s\S]*?)<\/si>)/g)].map(([, inner = '']) => textOf(inner));

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];

/** What a number of each style stands for. */
export function datedStyles(xml: string): CellStyle[] {
  const formats = new Map<number, string>();
  for (const [tag] of xml.matchAll(/<numFmt\s[^>]*>/g))
    formats.set(Number(attribute(tag, 'numFmtId')), plainText(attribute(tag, 'formatCode') ?? ''));
  const used = /<cellXfs[\s\S]*?<\/cellXfs>/.exec(xml)?.[0] ?? '';
  return [...used.matchAll(/<xf\s[^>]*>/g)].map(([tag]) => {
    const id = Number(attribute(tag, 'numFmtId') ?? 0);
    return styleOf(id, formats.get(id) ?? '');
  });
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
export function* cellsOf(xml: string): Generator<CellFound> {
  let [row, column] = [-1, -1];
  const parts = /<row(\s[^>]*)?>|<c(\s[^>]*?)?(?:\/>|>([\s\S]*?)<\/c>)/g;
  for (const [whole, rowTag = '', cellTag = '', inner] of xml.matchAll(parts)) {
    if (whole.startsWith('<row')) {
      const named = attribute(rowTag, 'r');
      row = named === undefined ? row + 1 : Number(named) - 1;
      column = -1;
      continue;
    }
    const [, letters, line] = /^([A-Z]{1,3})(\d+)$/.exec(attribute(cellTag, 'r') ?? '') ?? [];
    column = letters === undefined ? column + 1 : columnOf(letters);
    if (line !== undefined) row = Number(line) - 1;
    if (inner === undefined || column >= MOST_COLUMNS || row < 0 || row >= MOST_ROWS) continue;
    const type = attribute(cellTag, 't') ?? 'n';
    const raw = /<v(?:\s[^>]*)?>([\s\S]*?)<\/v>/.exec(inner)?.[1] ?? '';
    const value = type === 'inlineStr' ? textOf(inner) : plainText(raw);
    if (value === '' || type === 'e') continue;
    yield {
      row,
      column,
      type: type === 's' ? 's' : type === 'n' ? 'n' : 'text',
      style: Number(attribute(cellTag, 's') ?? 0),
      value,
    };
  }
}
