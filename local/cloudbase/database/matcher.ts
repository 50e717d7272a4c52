/** Whether a document satisfies a filter: mingo's evaluation, with the filter first brought to the form MongoDB gives it. */
import { isDocument, type Document } from './document-text';
import { requestFailed } from './errors';
import { compileQuery } from './query-language';

export type Matcher = (document: Document) => boolean;

/** Operators CloudBase passes to MongoDB that the local database does not evaluate; it says so instead of matching wrongly. */
const UNSUPPORTED = new Set([
  '$where',
  '$text',
  '$near',
  '$nearSphere',
  '$geoWithin',
  '$geoIntersects',
  '$jsonSchema',
]);

export function createMatcher(filter: Document): Matcher {
  if (Object.keys(filter).length === 0) return () => true;
  try {
    const query = compileQuery(normaliseFilter(filter));
    return (document) => query.test(document);
  } catch (error) {
    throw requestFailed(error instanceof Error ? error.message : String(error));
  }
}

export function normaliseFilter(filter: Document): Document {
  const output: Document = {};
  const extra: Document[] = [];
  for (const [key, condition] of Object.entries(filter)) {
    if (UNSUPPORTED.has(key)) throw requestFailed(`operator ${key} is not available in the local database`);
    if (key.startsWith('$') && Array.isArray(condition)) {
      output[key] = condition.map((part: unknown) => (isDocument(part) ? normaliseFilter(part) : part));
    } else if (!key.startsWith('$') && isDocument(condition)) {
      output[key] = withoutAll(key, condition, extra);
    } else {
      output[key] = condition;
    }
  }
  if (extra.length === 0) return output;
  return { $and: [output, ...extra] };
}

/** $all also matches a field that is no array; written as one equality per element it does, as the MongoDB manual defines it. */
function withoutAll(field: string, condition: Document, extra: Document[]): Document {
  for (const operator of Object.keys(condition)) {
    if (UNSUPPORTED.has(operator))
      throw requestFailed(`operator ${operator} is not available in the local database`);
  }
  const { $all: wanted, ...rest } = condition;
  if (!Array.isArray(wanted) || wanted.length === 0) return condition;
  for (const element of wanted as unknown[]) {
    const isElemMatch = isDocument(element) && '$elemMatch' in element;
    extra.push({ [field]: isElemMatch || element instanceof RegExp ? element : { $eq: element } });
  }
  if (Object.keys(rest).length > 0) return rest;
  return { $exists: true };
}
