/**
 * The text of a `.env` file as variables: `KEY=value` lines, comments and blank lines between them, a value optionally in
 * single or double quotes. Nothing is expanded or unescaped, so that what one reads is what the function gets.
 * @throws SyntaxError naming the line, never its value
 */
export function parseEnvFile(text: string): Record<string, string> {
  const variables: Record<string, string> = {};
  text.split(/\r?\n/).forEach((line, index) => {
    const content = line.trim();
    if (content === '' || content.startsWith('#')) return;
    const [, name, written] = /^(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*)$/.exec(content) ?? [];
    if (name === undefined || written === undefined)
      throw new SyntaxError(`line ${index + 1}: not KEY=value`);
    variables[name] = valueOf(written, index + 1);
  });
  return variables;
}

function valueOf(written: string, line: number): string {
  const quote = /^['"]/.exec(written)?.[0];
  if (quote === undefined) return written.replace(/\s+#.*$/, '');
  const end = written.lastIndexOf(quote);
  if (end === 0) throw new SyntaxError(`line ${line}: the quote is not closed`);
  const after = written.slice(end + 1).trim();
  if (after !== '' && !after.startsWith('#'))
    throw new SyntaxError(`line ${line}: text after the closing quote`);
  return written.slice(1, end);
}
