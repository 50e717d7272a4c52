import { decodeText, rowsOf } from './table-text';

describe('a file of lines', () => {
  it.each([
    ['plain', Buffer.from('姓名', 'utf8')],
    ['with the mark', Buffer.from('\uFEFF姓名', 'utf8')],
    ['as Excel writes “Unicode text”', Buffer.from('\uFEFF姓名', 'utf16le')],
    ['the other way round', Buffer.from([0xfe, 0xff, 0x59, 0xd3, 0x54, 0x0d])],
    ['as Excel writes it in China', Buffer.from([0xd0, 0xd5, 0xc3, 0xfb])],
  ])('%s is read', (_what, content) => {
    expect(decodeText(content)).toBe('姓名');
  });

  it.each([
    [
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a,b\nc', [['a', 'b'], ['c']]],
    ['"a,1","say ""hi""\nthere"', [['a,1', 'say "hi"\nthere']]],
    [
      'a\tb\n1\t2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['a;b', [['a', 'b']]],
    ['a,b\n\n,\nc,d', [['a', 'b'], [], [], ['c', 'd']]],
    ['5"x,b', [['5"x', 'b']]],
  ])('%j', (text, rows) => {
    expect(rowsOf(text)).toEqual(rows);
  });
});
