/** field(): the chosen part of a document, by mingo's projection. */
import { isDocument, type Document } from './document-text';
import { requestFailed } from './errors';
import { compileQuery } from './query-language';

export function projectDocuments(documents: Document[], projection: Document): Document[] {
  if (Object.keys(projection).length === 0) return documents;
  try {
    return compileQuery({}).find(documents, projection).all().filter(isDocument);
  } catch (error) {
    throw requestFailed(error instanceof Error ? error.message : String(error));
  }
}
