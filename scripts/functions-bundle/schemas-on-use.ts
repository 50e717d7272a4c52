import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import * as ts from 'typescript';
import { withoutNotes, withoutWords } from './leave-out-notes';

/**
 * zod builds every schema while a function starts, most of which the call will not use: a function has dozens of operations and
 * every collection, a call is about one operation and a few collections. In a bundle
 * - what an operation takes and answers, and a collection's document, is built when it is first asked for;
 * - a schema nobody imports is left out: the bundler must be told that building one has no other effect.
 * Sources stay as they are: this says `get input() { … }` for `input: …`, on the same line, with `onUse` from on-use.ts.
 */
const DECLARES_SCHEMAS =
  /[\\/](contracts[\\/][\w\\/-]+|cloudfunctions[\\/][\w\\/-]*schema(?:[\\/][\w-]+)?)\.ts$/;
const HAS_NOTES = /[\\/]cloudfunctions[\\/]/;

/** The functions that declare, and which of their fields hold a schema. */
const DECLARATIONS: Readonly<Record<string, readonly string[]>> = {
  operation: ['input', 'output'],
  collection: ['document'],
};

interface Edit {
  start: number;
  end: number;
  text: string;
}

export function withSchemasOnUse(source: string): string {
  const file = ts.createSourceFile('schema.ts', source, ts.ScriptTarget.Latest, true);
  const edits: Edit[] = [];
  const onUse = ({ name, initializer }: ts.PropertyAssignment): void => {
    const key = name.getText(file);
    edits.push(
      {
        start: name.getStart(file),
        end: initializer.getStart(file),
        text: `get ${key}() { return onUse(this, '${key}', `,
      },
      at(initializer.end, '); }'),
    );
  };
  const visit = (node: ts.Node): void => {
    for (const property of schemasOf(node)) onUse(property);
    ts.forEachChild(node, visit);
  };
  visit(file);
  for (const initializer of file.statements.flatMap(callsIn))
    edits.push(at(initializer.getStart(file), '/* @__PURE__ */ (() => '), at(initializer.end, ')()'));
  return edits
    .sort((a, b) => b.start - a.start)
    .reduce(
      (text, { start, end, text: instead }) => text.slice(0, start) + instead + text.slice(end),
      source,
    );
}

const at = (position: number, text: string): Edit => ({ start: position, end: position, text });

/** The schemas that are fields of a declaration and are built there. */
function schemasOf(node: ts.Node): ts.PropertyAssignment[] {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return [];
  const fields = DECLARATIONS[node.expression.text];
  const [definition] = node.arguments;
  if (!fields || !definition || !ts.isObjectLiteralExpression(definition)) return [];
  return definition.properties
    .filter(ts.isPropertyAssignment)
    .filter(
      ({ name, initializer }) =>
        ts.isIdentifier(name) && fields.includes(name.text) && ts.isCallExpression(initializer),
    );
}

/** What the constants of a file are called to be. */
function callsIn(statement: ts.Statement): ts.CallExpression[] {
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ initializer }) =>
    initializer && ts.isCallExpression(initializer) ? [initializer] : [],
  );
}

export const schemasOnUse: Plugin = {
  name: 'schemas-on-use',
  setup(build) {
    build.onLoad({ filter: DECLARES_SCHEMAS }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      return {
        contents: withSchemasOnUse(HAS_NOTES.test(path) ? withoutNotes(source) : withoutWords(source)),
        loader: 'ts',
      };
    });
  },
};
