/** A list that comes in pages: "all" never means "the first page". */
interface Paged {
  nextCursor: string | null;
}

type Read<Page> = (cursor: string | null) => Promise<Page>;

/** @param onPage told of each page as it comes, with those before it */
export async function allPages<Page extends Paged>(
  read: Read<Page>,
  onPage?: (pages: readonly Page[]) => void,
): Promise<Page[]> {
  const pages: Page[] = [];
  do {
    pages.push(await read(pages.at(-1)?.nextCursor ?? null));
    onPage?.(pages);
  } while (pages.at(-1)?.nextCursor);
  return pages;
}

/** Looks through page after page, no further than where it is found. */
export async function findOnPages<Page extends Paged, Found>(
  read: Read<Page>,
  find: (page: Page) => Found | undefined,
): Promise<Found | undefined> {
  let cursor: string | null = null;
  do {
    const page: Page = await read(cursor);
    const found = find(page);
    if (found !== undefined) return found;
    cursor = page.nextCursor;
  } while (cursor !== null);
  return undefined;
}
