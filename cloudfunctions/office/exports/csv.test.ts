import { csvOf } from './csv';

it.each([
  [[['阿珍', 12, null]], '阿珍,12,\r\n'],
  [[['a,b', 'say "hi"', 'two\nlines']], '"a,b","say ""hi""","two\nlines"\r\n'],
  [[['=1+1', '+86', '-x', '@me', '\tx']], "'=1+1,'+86,'-x,'@me,'\tx\r\n"],
  [[['＝1+1', '＋86', '－x', '＠me']], "'＝1+1,'＋86,'－x,'＠me\r\n"],
  [[['\n=1']], '"\'\n=1"\r\n'],
  [[[-12, -0.5]], '-12,-0.5\r\n'],
  [[['=HYPERLINK("http://x","y")']], '"\'=HYPERLINK(""http://x"",""y"")"\r\n'],
])('%j', (rows, text) => {
  expect(csvOf(rows)).toBe(`\uFEFF${text}`);
});
