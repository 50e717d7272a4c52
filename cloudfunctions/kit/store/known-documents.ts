import * as z from 'zod';

const documentAnswer = z.object({ data: z.unknown() });

/** A transaction sees one state and its own writes: what it read or wrote is not asked for again. */
export function knownDocuments(ask: (id: string) => Promise<unknown>) {
  const documents = new Map<string, Promise<unknown>>();
  return {
    before: (id: string): Promise<unknown> | undefined => documents.get(id),
    /** @param document what is there once the write is done; undefined: nobody knows */
    async after(id: string, write: Promise<unknown>, document?: Promise<unknown>): Promise<void> {
      documents.delete(id);
      if (document) {
        const written = Promise.all([document, write]).then(([data]) => data);
        documents.set(id, written);
        written.catch(() => documents.delete(id));
      }
      await write;
    },
    read(id: string): Promise<unknown> {
      const read = documents.get(id);
      if (read) return read;
      // Inside a transaction `data` is the document or null, not a list (platform-facts, section 6).
      const document = ask(id).then((answer) => documentAnswer.parse(answer).data);
      documents.set(id, document);
      return document;
    },
  };
}
