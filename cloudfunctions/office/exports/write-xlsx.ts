import { strToU8, zipSync } from 'fflate';
import type { Cell } from './csv';

/** One sheet as an XLSX (ECMA-376): texts as texts, which no spreadsheet takes for formulas, numbers as numbers. */
const escaped = (text: string): string =>
  text
    // What would be read as one letter (ECMA-376 22.9.2.19).
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    // XML 1.0 has no such characters.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

const column = (at: number): string =>
  at < 26 ? String.fromCharCode(65 + at) : `${column(Math.floor(at / 26) - 1)}${column(at % 26)}`;

function cellXml(cell: Cell, at: number, row: number): string {
  if (cell === null || cell === '') return '';
  const place = `${column(at)}${row}`;
  return typeof cell === 'number'
    ? `<c r="${place}"><v>${cell}</v></c>`
    : `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
/** Files differ by what is in them, not by when they were written. */
const WRITTEN_AT = '1980-01-01T00:00:00';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export function writeXlsx(rows: readonly (readonly Cell[])[]): Buffer {
  const lines = rows.map(
    (cells, at) => `<row r="${at + 1}">${cells.map((cell, n) => cellXml(cell, n, at + 1)).join('')}</row>`,
  );
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="会员" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData></worksheet>`,
  };
  return Buffer.from(
    zipSync(
      Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(`${HEAD}\n${xml}`)])),
      { mtime: WRITTEN_AT },
    ),
  );
}
