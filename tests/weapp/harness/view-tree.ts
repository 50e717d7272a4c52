import type { BuiltBundle } from './built-bundle';
import { bagOf, isBag, type Bag } from './values';

/** A node of Taro's view data: `nn` names its template, `cn` are its children, `v` is a text. */
export interface ViewNode {
  nn: string;
  sid: string;
  uid: string;
  classes: string[];
  text: string | null;
  props: Bag;
  children: ViewNode[];
}

export interface FoundNode {
  node: ViewNode;
  /** Innermost first. */
  ancestors: ViewNode[];
}

const textFrom = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

function viewNode(value: unknown): ViewNode {
  const props = bagOf(value);
  const children = Array.isArray(props['cn']) ? props['cn'].filter(isBag) : [];
  return {
    nn: textFrom(props['nn']),
    sid: textFrom(props['sid']),
    uid: textFrom(props['uid']),
    classes: textFrom(props['cl']).split(/\s+/).filter(Boolean),
    text: props['v'] === undefined ? null : textFrom(props['v']),
    props,
    children: children.map(viewNode),
  };
}

/** What the view layer was given for a page. */
export const viewTreeOf = (pageData: Bag): ViewNode => viewNode(pageData['root']);

export const textOf = (node: ViewNode): string => node.text ?? node.children.map(textOf).join('');

function* walk(node: ViewNode, ancestors: ViewNode[] = []): Generator<FoundNode> {
  for (const child of node.children) {
    yield { node: child, ancestors };
    yield* walk(child, [child, ...ancestors]);
  }
}

/** `#id`, `.class`, `text=exactly this`, or a tag of wxml. */
function matches(node: ViewNode, selector: string, templates: BuiltBundle['templates']): boolean {
  if (selector.startsWith('#')) return node.uid === selector.slice(1);
  if (selector.startsWith('.')) return node.classes.includes(selector.slice(1));
  if (selector.startsWith('text=')) {
    return node.children.some(({ text }) => text !== null) && textOf(node) === selector.slice('text='.length);
  }
  return templates.get(node.nn)?.tag === selector;
}

export const findNodes = (
  root: ViewNode,
  selector: string,
  templates: BuiltBundle['templates'],
): FoundNode[] => [...walk(root)].filter(({ node }) => matches(node, selector, templates));
