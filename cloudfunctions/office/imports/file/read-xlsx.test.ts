import { strToU8, zipSync } from 'fflate';
import { writeXlsx } from '../../exports/write-xlsx';
import { openTable } from './open-table';
import { numberText, readXlsx } from './read-xlsx';

const archive = (files: Record<string, string>): Buffer =>
  Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))),
  );
/** As other programs write them: shared texts, styles, gaps. */
const workbook = (sheet: string, more: Record<string, string> = {}): Buffer =>
  archive({ 'xl/worksheets/sheet1.xml': sheet, ...more });

/** A laugh of ten, each of ten. */
const WITH_ENTITIES = `<!DOCTYPE worksheet [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(10)}">]>
  <worksheet><sheetData><row r="1"><c r="A1" t="str"><v>&b;</v></c></row></sheetData></worksheet>`;

/** Says of its only file that it is so large: its directory entry holds that at 24 (APPNOTE 4.3.12). */
function swollen(content: Buffer): Buffer {
  const entry = content.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
  content.writeUInt32LE(201 * 1024 * 1024, entry + 24);
  return content;
}

describe('an XLSX', () => {
  it('of our own', () => {
    const rows = [
      ['姓名', '手机号'],
      ['=阿珍 & <"妈妈">', '013800138000'],
      ['_x0041_甲_x000d_', '_x005F_'],
    ];
    expect(readXlsx(writeXlsx(rows))).toEqual(rows);
  });

  it('of another program: shared and rich texts, dates, padded numbers, empty cells and rows', () => {
    const sheet = `<worksheet><cols><col min="1"/></cols><sheetData>
      <row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>
      <row r="3" spans="1:4"><c r="A3"><v>1.3800138E10</v></c><c r="B3" s="1"/><c r="C3" s="1"><v>32874</v></c><c r="D3" s="2"><v>123</v></c></row>
      <row r="4"><c r="B4" t="str"><f>A1</f><v>a&#x4e00;&amp;</v></c><c r="C4" t="e"><v>#N/A</v></c></row>
    </sheetData></worksheet>`;
    const more = {
      'xl/sharedStrings.xml':
        '<sst><si><t>手机</t></si><si><r><t>生</t></r><r><t>日</t></r><rPh sb="0" eb="1"><t>shengri</t></rPh></si></sst>',
      'xl/styles.xml':
        '<styleSheet><numFmts><numFmt numFmtId="180" formatCode="000000"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="180"/></cellXfs></styleSheet>',
    };
    expect(readXlsx(workbook(sheet, more))).toEqual([
      ['手机', '', '生日'],
      [],
      ['13800138000', '', '1990-01-01', '000123'],
      ['', 'a一&'],
    ]);
  });

  it('with entities of its own: they say nothing, and grow to nothing', () => {
    expect(readXlsx(workbook(WITH_ENTITIES))).toEqual([['&b;']]);
  });

  it('with prefixed names, names beyond the first plane, counted from 1904, and a cell far out', () => {
    const sheet = `<x:worksheet xmlns:x="main"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>&#x1F338;花_x000D_</x:t></x:is></x:c>
      <x:c s="0"><x:v>1</x:v></x:c><x:c r="XFD1"><x:v>1</x:v></x:c></x:row><x:row r="1048576"><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    const more = {
      'xl/workbook.xml': '<workbook><workbookPr date1904="1"/></workbook>',
      'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>',
    };
    expect(readXlsx(workbook(sheet, more))).toEqual([['🌸花\r', '1904-01-02']]);
  });

  it.each([
    ['1', { kind: 'plain' }, '1'],
    ['13800138000', { kind: 'plain' }, '13800138000'],
    ['1.3800138E10', { kind: 'plain' }, '13800138000'],
    ['0.5', { kind: 'plain' }, '0.5'],
    ['622202123456789', { kind: 'plain' }, '622202123456789'],
    ['6222021234567890', { kind: 'plain' }, '6.22202123456789e+15'],
    ['6.22202123456789E+18', { kind: 'padded', digits: 20 }, '6.22202123456789e+18'],
    ['60', { kind: 'date' }, '1900-02-28'],
    ['61', { kind: 'date' }, '1900-03-01'],
    ['45000.75', { kind: 'date' }, '2023-03-15'],
    ['0.5', { kind: 'date' }, '0.5'],
    ['7', { kind: 'padded', digits: 3 }, '007'],
  ] as const)('a cell of %s that is %j', (raw, style, text) => {
    expect(numberText(raw, style)).toBe(text);
  });

  it.each([
    ['half an archive', writeXlsx([['a']]).subarray(0, 40)],
    ['an archive of something else', archive({ 'a.txt': 'a' })],
    ['half a sheet', workbook('<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c>')],
    ['an archive of more than any list takes', swollen(workbook('<worksheet/>'))],
    ['a text in quotes that does not end', Buffer.from('姓名,手机\n"张三,1\n李四,2')],
    ['an old spreadsheet', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0])],
    ['nothing', Buffer.alloc(0)],
    ['blanks', Buffer.from('\r\n \r\n')],
  ])('%s is refused', (_name, content) => {
    expect(() => openTable(content)).toThrow(RangeError);
  });

  it('lines are numbered as a spreadsheet shows them', () => {
    expect(openTable(Buffer.from('\n姓名,手机\n\n张三,1\n'))).toEqual({
      headings: ['姓名', '手机'],
      rows: [{ line: 4, cells: ['张三', '1'] }],
    });
  });
});
