/**
 * $project and $addFields. Both merge into what is there: a nested field is set inside the object that stands there, or inside
 * every element of an array; anything else is replaced by an object.
 */
import { requestFailed } from '../errors';
import { isDocument, type Document } from '../values/document-text';

export type Evaluate = (expression: unknown) => unknown;

type Leaf = { kind: 'include' | 'exclude' } | { kind: 'compute'; expression: unknown };
type Fields = Map<string, Node>;
type Node = Leaf | { kind: 'within'; fields: Fields };

export type FieldsStage = (document: Document, evaluate: Evaluate) => Document;

export function compileAddFields(spec: unknown): FieldsStage {
  if (!isDocument(spec)) throw requestFailed('$addFields specification stage must be an object');
  if (Object.keys(spec).length === 0) throw requestFailed('specification must have at least one field');
  const fields = fieldsOf(spec, (expression) => ({ kind: 'compute', expression }));
  return (document, evaluate) => compute({ ...document }, fields, evaluate);
}

export function compileProject(spec: unknown): FieldsStage {
  if (!isDocument(spec)) throw requestFailed('$project specification must be an object');
  if (Object.keys(spec).length === 0)
    throw requestFailed('projection specification must have at least one field');
  const fields = fieldsOf(spec, leafOf);
  const id = fields.get('_id');
  fields.delete('_id');
  const kinds = new Set(kindsIn(fields));
  const excludes = kinds.has('exclude') || (fields.size === 0 && id?.kind === 'exclude');
  if (excludes && (kinds.has('include') || kinds.has('compute')))
    throw requestFailed(
      'Bad projection specification, cannot mix inclusion or computed fields with exclusion',
    );
  if (!excludes) fields.set('_id', id ?? { kind: 'include' });
  else if (id) fields.set('_id', id);
  if (excludes) return (document) => exclude(document, fields);
  return (document, evaluate) => idFirst(compute(include(document, fields), fields, evaluate));
}

function leafOf(value: unknown): Leaf {
  if (typeof value === 'number' || typeof value === 'boolean') return { kind: value ? 'include' : 'exclude' };
  return { kind: 'compute', expression: value };
}

function fieldsOf(spec: Document, leaf: (value: unknown) => Leaf): Fields {
  const fields: Fields = new Map();
  for (const [path, value] of Object.entries(spec)) place(fields, path, value, leaf);
  return fields;
}

function place(fields: Fields, path: string, value: unknown, leaf: (value: unknown) => Leaf): void {
  const [first = '', ...rest] = path.split('.');
  if (first === '') throw requestFailed('FieldPath field names may not be empty strings.');
  if (first.startsWith('$')) throw requestFailed(`FieldPath field names may not start with '$': ${path}`);
  const nested = rest.length > 0 || isNested(value);
  const known = fields.get(first);
  if (known && (known.kind !== 'within' || !nested))
    throw requestFailed(`specification contains two conflicting paths at '${path}'`);
  if (!nested) return void fields.set(first, leaf(value));
  const within = known?.kind === 'within' ? known.fields : new Map<string, Node>();
  fields.set(first, { kind: 'within', fields: within });
  if (rest.length > 0) return place(within, rest.join('.'), value, leaf);
  if (isDocument(value)) for (const [name, item] of Object.entries(value)) place(within, name, item, leaf);
}

/** An object of fields, not one of operators; an empty one is a value. */
const isNested = (value: unknown): boolean =>
  isDocument(value) && Object.keys(value).length > 0 && !Object.keys(value)[0]?.startsWith('$');

function kindsIn(fields: Fields): Leaf['kind'][] {
  return [...fields.values()].flatMap((node) =>
    node.kind === 'within' ? kindsIn(node.fields) : [node.kind],
  );
}

function include(document: Document, fields: Fields): Document {
  const output: Document = {};
  for (const [name, value] of Object.entries(document)) {
    const node = fields.get(name);
    if (node?.kind === 'include') output[name] = value;
    if (node?.kind !== 'within') continue;
    const kept = includeWithin(value, node.fields);
    if (kept !== undefined) output[name] = kept;
  }
  return output;
}

function includeWithin(value: unknown, fields: Fields): unknown {
  if (isDocument(value)) return include(value, fields);
  if (!Array.isArray(value)) return undefined;
  return value.map((item: unknown) => includeWithin(item, fields)).filter((item) => item !== undefined);
}

function exclude(document: Document, fields: Fields): Document {
  const output: Document = {};
  for (const [name, value] of Object.entries(document)) {
    const node = fields.get(name);
    if (node?.kind === 'exclude') continue;
    output[name] = node?.kind === 'within' ? excludeWithin(value, node.fields) : value;
  }
  return output;
}

function excludeWithin(value: unknown, fields: Fields): unknown {
  if (isDocument(value)) return exclude(value, fields);
  return Array.isArray(value) ? value.map((item: unknown) => excludeWithin(item, fields)) : value;
}

/** A value that is missing takes the field away. */
function compute(document: Document, fields: Fields, evaluate: Evaluate): Document {
  for (const [name, node] of fields) {
    if (node.kind === 'compute') {
      const value = evaluate(node.expression);
      if (value === undefined) delete document[name];
      else document[name] = value;
    } else if (node.kind === 'within' && kindsIn(node.fields).includes('compute')) {
      document[name] = computeWithin(document[name], node.fields, evaluate);
    }
  }
  return document;
}

function computeWithin(value: unknown, fields: Fields, evaluate: Evaluate): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => computeWithin(item, fields, evaluate));
  return compute(isDocument(value) ? { ...value } : {}, fields, evaluate);
}

const idFirst = ({ _id, ...fields }: Document): Document => (_id === undefined ? fields : { _id, ...fields });
