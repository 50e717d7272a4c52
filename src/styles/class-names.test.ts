import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A name that stands on one side only is a style nobody sees, or a look that is missing without a word. */
const SOURCE = path.join(__dirname, '..');
const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' });
const read = (file: string): string => readFileSync(path.join(SOURCE, file), 'utf8');
const found = (text: string, pattern: RegExp): Set<string> =>
  new Set([...text.matchAll(pattern)].map(([, name = '']) => name));

/** The components that take their names from a sheet. */
const usersOf = (sheet: string): string[] =>
  files.filter(
    (file) =>
      file.endsWith('.tsx') &&
      found(read(file), /from '(\.[^']+\.module\.scss)'/g).has(
        path.relative(path.dirname(file), sheet).replace(/^(?!\.)/, './'),
      ),
  );

describe('the class names of a style sheet', () => {
  const sheets = files.filter((file) => file.endsWith('.module.scss'));

  it.each(sheets)('%s has those its components use, and no others', (sheet) => {
    const users = usersOf(sheet).map(read);
    const used = found(users.join('\n'), /styles\['([\w-]+)'\]/g);
    const own = read(sheet).replace(/:global\([^)]*\)/g, '');
    const written = found(own, /\.([a-z][\w-]*)(?=[^;{}]*\{)/g);
    // `styles[tone]`: which of them is decided when it is drawn.
    const isOpen = users.some((text) => /styles\[[^'\]]/.test(text));
    expect({ sheet, missing: [...used].filter((name) => !written.has(name)) }).toEqual({
      sheet,
      missing: [],
    });
    if (!isOpen)
      expect({ sheet, unused: [...written].filter((name) => !used.has(name)) }).toEqual({
        sheet,
        unused: [],
      });
  });
});
