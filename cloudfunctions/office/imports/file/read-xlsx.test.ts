import { writeXlsx } from '../../exports/write-xlsx';
import { writeZip } from '../../exports/write-zip';
import { openTable } from './open-table';
import { numberText, readXlsx } from './read-xlsx';

/** As other programs write them: shared texts, styles, gaps. */
const workbook = (sheet: string, more: Record<string, string> = {}): Buffer =>
  writeZip(
    Object.entries({ 'xl/worksheets/sheet1.xml': sheet, ...more }).map(([name, xml]) => ({
      name,
      content: Buffer.from(xml, 'utf8'),
    })),
  );

describe('an XLSX', () => {
  it('of our own', () => {
    const rows = [
      ['姓名', '手机号'],
      ['=阿珍 & <"妈妈">', '013800138000'],
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

  it.each([
    ['1', { kind: 'plain' }, '1'],
    ['13800138000', { kind: 'plain' }, '13800138000'],
    ['1.3800138E10', { kind: 'plain' }, '13800138000'],
    ['0.5', { kind: 'plain' }, '0.5'],
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
    ['an archive of something else', writeZip([{ name: 'a.txt', content: Buffer.from('a') }])],
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
