/**
 * The little XML WeChat pushes: elements, text and CDATA; no attributes, comments or entities beyond the five. A repeated
 * element becomes an array. Anything else is not XML of WeChat's.
 */
export type XmlValue = string | { [name: string]: XmlValue | XmlValue[] };

const OPEN = /^\s*<([A-Za-z_][\w.-]*)>/;
const CDATA = /^<!\[CDATA\[([\s\S]*?)\]\]>/;
const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&apos;': "'",
};
/** Deeper than any event; a push nested on purpose ends here. */
const DEEPEST = 8;

/** The content of the root element. @throws SyntaxError */
export function parseXml(text: string): XmlValue {
  const { value, rest } = element(text.replace(/^\uFEFF?\s*<\?xml[^>]*\?>/, ''), 0);
  if (rest.trim() !== '') throw new SyntaxError('more than one root element');
  return value;
}

function element(text: string, depth: number): { name: string; value: XmlValue; rest: string } {
  const opened = OPEN.exec(text);
  if (!opened || depth > DEEPEST) throw new SyntaxError('an element was expected');
  const [whole, name = ''] = opened;
  const close = `</${name}>`;
  let rest = text.slice(whole.length);
  let content = '';
  const children = new Map<string, XmlValue[]>();
  while (!rest.startsWith(close)) {
    const cdata = CDATA.exec(rest);
    if (cdata) {
      content += cdata[1] ?? '';
      rest = rest.slice(cdata[0].length);
    } else if (OPEN.test(rest)) {
      const child = element(rest, depth + 1);
      children.set(child.name, [...(children.get(child.name) ?? []), child.value]);
      rest = child.rest;
    } else {
      const until = rest.indexOf('<', rest.startsWith('<') ? 1 : 0);
      if (until <= 0 || rest.startsWith('<')) throw new SyntaxError(`<${name}> is not closed`);
      content += rest.slice(0, until);
      rest = rest.slice(until);
    }
  }
  rest = rest.slice(close.length);
  if (children.size === 0) return { name, value: unescaped(content), rest };
  const value = Object.fromEntries(
    [...children].map(([key, all]) => [key, all.length === 1 ? (all[0] ?? '') : all]),
  );
  return { name, value, rest };
}

const unescaped = (text: string): string =>
  text.replace(/&(?:lt|gt|amp|quot|apos);/g, (entity) => ENTITIES[entity] ?? entity);
