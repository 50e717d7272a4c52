import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'esbuild';
import * as ts from 'typescript';
import { shortenModule } from './shorten-bundle';
import { withoutNotes, withoutWords } from './leave-out-notes';

/**
 * zod builds every schema while a function starts, most of which the call will not use: a function has dozens of operations and
 * every collection, a call is about one operation and a few collections. In a bundle
 * - what an operation takes and answers, and a collection's document, is built when it is first asked for;
 * - a schema nobody imports is left out: the bundler must be told that building one has no other effect.
 * Sources stay as they are: this says `get input() { … }` for `input: …`, on the same line, with `onUse` from on-use.ts.
 * - the name of a schema is shortened like those of a library (shorten-bundle.ts), unless its file also holds functions.
 */
const DECLARES_SCHEMAS =
  /[\\/](contracts[\\/][\w\\/-]+|cloudfunctions[\\/][\w\\/-]*schema(?:[\\/][\w-]+)?)\.ts$/;
const HAS_NOTES = /[\\/]cloudfunctions[\\/]/;

/** The functions that declare, and which of their fields hold a schema. */
const DECLARATIONS: Readonly<Record<string, readonly string[]>> = {
  operation: ['input', 'output'],
  collection: ['document'],
};

const ON_USE = path.join(__dirname, 'on-use.ts');

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
  for (const initializer of file.statements.flatMap(builtAtTheTop))
    edits.push(at(initializer.getStart(file), '/* @__PURE__ */ (() => ('), at(initializer.end, '))()'));
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

/** What the constants of a file are built as: by a call, or as a table of them, which an area's operations are. */
function builtAtTheTop(statement: ts.Statement): ts.Expression[] {
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ initializer }) =>
    initializer && (ts.isCallExpression(initializer) || isTable(initializer)) ? [initializer] : [],
  );
}

/** A stack names functions and classes; what a schema or a number is called is for who reads the source. */
export function namesFunctions(source: string): boolean {
  const file = ts.createSourceFile('schema.ts', source, ts.ScriptTarget.Latest);
  const isFunction = ({ initializer }: ts.VariableDeclaration): boolean =>
    initializer !== undefined && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer));
  return file.statements.some((statement) =>
    ts.isVariableStatement(statement)
      ? statement.declarationList.declarations.some(isFunction)
      : ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement),
  );
}

/** On the first line, so that lines stay lines. The bundler's `inject` would have every file ask for it. */
const withOnUse = (source: string): string =>
  source.includes('onUse(') ? `import { onUse } from ${JSON.stringify(ON_USE)}; ${source}` : source;

const isTable = (expression: ts.Expression): boolean =>
  ts.isSatisfiesExpression(expression)
    ? isTable(expression.expression)
    : ts.isObjectLiteralExpression(expression) &&
      expression.properties.some(
        (property) => ts.isPropertyAssignment(property) && ts.isCallExpression(property.initializer),
      );

export const schemasOnUse: Plugin = {
  name: 'schemas-on-use',
  setup(build) {
    build.onLoad({ filter: DECLARES_SCHEMAS }, async ({ path: file }) => {
      const source = await readFile(file, 'utf8');
      const bare = HAS_NOTES.test(file) ? withoutNotes(source) : withoutWords(source);
      const contents = withOnUse(withSchemasOnUse(bare));
      return namesFunctions(source)
        ? { contents, loader: 'ts' }
        : { contents: await shortenModule(file, contents, 'ts'), loader: 'js' };
    });
  },
};
