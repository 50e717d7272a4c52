import type { Page } from './page';

/** Every page of a list, for lists that are long for a person and short for a machine; anything longer is worked through page by page. */
export async function allPages<Document>(
  readPage: (cursor: string | null) => Promise<Page<Document>>,
): Promise<Document[]> {
  const all: Document[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Document> = await readPage(cursor);
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
}
