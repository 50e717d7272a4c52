import { logLine } from '../log/log-line';
import type { Page } from '../store/page';
import type { TimerCall } from './serve-timer';

/**
 * A part of the sweep: works through what is due, page by page, until its time is over. One that cannot be settled does
 * not stop the others: it is told in the log as `trouble` and found again by the next minute.
 * @returns how many were settled
 */
export async function settleEach<Document extends { _id: string }>(
  { outOfTime }: Pick<TimerCall, 'outOfTime'>,
  trouble: string,
  readPage: (cursor: string | null) => Promise<Page<Document>>,
  settle: (document: Document) => Promise<unknown>,
): Promise<number> {
  let settled = 0;
  let cursor: string | null = null;
  do {
    const page: Page<Document> = await readPage(cursor);
    for (const document of page.items) {
      if (outOfTime()) return settled;
      try {
        await settle(document);
        settled += 1;
      } catch (error) {
        logLine('error', trouble, { id: document._id, detail: String(error) });
      }
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  return settled;
}
