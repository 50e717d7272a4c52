import { XMLParser, XMLValidator } from 'fast-xml-parser';
import * as z from 'zod';

/**
 * The little XML WeChat pushes: elements, text and CDATA. A repeated element becomes an array. Entities are off, so a push cannot
 * declare one; the five that XML itself names are read in text, never in CDATA. Anything else is not XML of WeChat's.
 */
export type XmlValue = string | { [name: string]: XmlValue | XmlValue[] };

const CDATA = '#cdata';
const TEXT = '#text';
const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&apos;': "'",
};
/** Deeper than any event; a push nested on purpose ends here. */
const DEEPEST = 8;

const parser = new XMLParser({
  processEntities: false,
  parseTagValue: false,
  ignoreDeclaration: true,
  cdataPropName: CDATA,
  textNodeName: TEXT,
  maxNestedTags: DEEPEST,
});

type Parsed = string | { [name: string]: Parsed | Parsed[] };
const parsed: z.ZodType<Parsed> = z.lazy(() =>
  z.union([z.string(), z.record(z.string(), z.union([parsed, z.array(parsed)]))]),
);

/** The content of the root element. @throws SyntaxError */
export function parseXml(text: string): XmlValue {
  if (text.includes('<!DOCTYPE') || XMLValidator.validate(text) !== true) {
    throw new SyntaxError('not XML of WeChat’s');
  }
  const roots = Object.values(readDocument(text));
  const [root] = roots;
  if (roots.length !== 1 || root === undefined || Array.isArray(root)) {
    throw new SyntaxError('one root element was expected');
  }
  return valueOf(root);
}

function readDocument(text: string): Record<string, Parsed | Parsed[]> {
  try {
    return z.record(z.string(), z.union([parsed, z.array(parsed)])).parse(parser.parse(text));
  } catch (cause) {
    throw new SyntaxError('not XML of WeChat’s', { cause });
  }
}

function valueOf(value: Parsed): XmlValue {
  if (typeof value === 'string') return unescaped(value);
  const { [CDATA]: cdata, [TEXT]: words, ...children } = value;
  const names = Object.keys(children);
  if (names.length === 0) return textOf(words).map(unescaped).concat(textOf(cdata)).join('');
  return Object.fromEntries(
    names.map((name) => {
      const child = children[name] ?? '';
      return [name, Array.isArray(child) ? child.map(valueOf) : valueOf(child)];
    }),
  );
}

const textOf = (value: Parsed | Parsed[] | undefined): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');

const unescaped = (text: string): string =>
  text.replace(/&(?:lt|gt|amp|quot|apos);/g, (entity) => ENTITIES[entity] ?? entity);
