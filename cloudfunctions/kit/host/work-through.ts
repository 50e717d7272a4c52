import { TuankaError } from '../../../contracts/errors';
import { logLine } from '../log/log-line';
import type { Page } from '../store/query/page';
import { inParallel } from '../instance/in-parallel';
import { readAside, setAside, takeBack } from '../store/quarantine';
import type { CollectionName } from '../store/schema';
import { Conflict, StoreUnavailable } from '../store/store-error';
import { PayRefused, WechatUnreachable } from '../wechat/wechat-error';
import type { TimerCall } from './serve-timer';

export type Working = Pick<TimerCall, 'store' | 'now' | 'outOfTime'>;

export interface DueDocuments<Document extends { _id: string }> {
  collection: CollectionName;
  /** The name of a failure in the log. */
  trouble: string;
  /** How many are worked on at once: more where each waits for WeChat. */
  atOnce?: number;
  readPage: (cursor: string | null) => Promise<Page<Document>>;
  work: (document: Document) => Promise<unknown>;
}

/**
 * A part of the sweep: works through what is due, page by page, until its time is over. One that cannot be done does not
 * stop the others: it is told in the log as `trouble`, stands aside, and is tried again after a while that doubles each time.
 * @returns how many were done
 */
export async function workThrough<Document extends { _id: string }>(
  { store, now, outOfTime }: Working,
  { collection, trouble, atOnce = 1, readPage, work }: DueDocuments<Document>,
): Promise<number> {
  let done = 0;
  let cursor: string | null = null;
  do {
    const page: Page<Document> = await readPage(cursor);
    const aside = await readAside(
      store,
      { collection, trouble },
      page.items.map(({ _id }) => _id),
    );
    await inParallel(page.items, atOnce, async (document) => {
      const known = aside.get(document._id);
      if ((known && known.nextAt > now) || outOfTime()) return;
      try {
        await work(document);
        done += 1;
        if (known) await takeBack(store, known);
      } catch (error) {
        logLine(isPassing(error) ? 'warn' : 'error', trouble, { id: document._id, detail: String(error) });
        if (isPassing(error)) return;
        const detail = String(error);
        await setAside(store, { collection, id: document._id, trouble, detail }, now);
      }
    });
    if (outOfTime()) return done;
    cursor = page.nextCursor;
  } while (cursor !== null);
  return done;
}

/** Nothing is wrong with the document: the database or WeChat is in trouble, or somebody is at it right now. */
export const isPassing = (error: unknown): boolean =>
  error instanceof StoreUnavailable ||
  error instanceof Conflict ||
  error instanceof WechatUnreachable ||
  error instanceof PayRefused ||
  (error instanceof TuankaError && PASSING.includes(error.code));
const PASSING: readonly TuankaError['code'][] = [
  'busy',
  'wechat_unavailable',
  'payment_in_progress',
  'payment_not_configured',
];
