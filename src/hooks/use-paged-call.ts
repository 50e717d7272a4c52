import { useCallback, useRef, useState } from 'react';
import type { Instant } from '@contracts/primitives/time';
import { useCall, type Call } from './use-call';

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
  now: Instant;
}

export interface PagedCall<Item> extends Call<Page<Item>> {
  /** What is drawn so far: long lists are revealed in portions, each a small setData. */
  shown: Item[];
  hasMore: boolean;
  /** Draws the next portion, fetching the next page when this one is used up. */
  showMore: () => void;
}

const PORTION = 6;

async function readPages<Item>(
  readPage: (cursor: string | null) => Promise<Page<Item>>,
  atLeast: number,
  before: Page<Item> | null,
): Promise<Page<Item>> {
  let page = before ?? (await readPage(null));
  while (page.items.length < atLeast && page.nextCursor !== null) {
    const next = await readPage(page.nextCursor);
    page = { ...next, items: [...page.items, ...next.items] };
  }
  return page;
}

/** A list with a cursor. A reload reads as many pages again as are shown, so that coming back keeps the place. */
export function usePagedCall<Item>(
  readPage: (cursor: string | null) => Promise<Page<Item>>,
): PagedCall<Item> {
  const [count, setCount] = useState(PORTION);
  const wanted = useRef(PORTION);
  const continueFrom = useRef<Page<Item> | null>(null);
  const call = useCall(async () => {
    const before = continueFrom.current;
    continueFrom.current = null;
    return readPages(readPage, wanted.current, before);
  });

  const { state, reload } = call;
  const page = state.status === 'ready' ? state.snapshot.data : null;
  const showMore = useCallback(() => {
    if (!page) return;
    wanted.current = count + PORTION;
    setCount(wanted.current);
    if (wanted.current > page.items.length && page.nextCursor !== null) {
      continueFrom.current = page;
      void reload();
    }
  }, [page, count, reload]);

  return {
    ...call,
    shown: page ? page.items.slice(0, count) : [],
    hasMore: page !== null && (page.items.length > count || page.nextCursor !== null),
    showMore,
  };
}

/** An answer with a cursor as a page: its items stand under `name`. */
export const pageOf = <Name extends string, Item>(
  answer: { readonly [One in Name]: Item[] } & Omit<Page<Item>, 'items'>,
  name: Name,
): Page<Item> => ({ items: answer[name], nextCursor: answer.nextCursor, now: answer.now });
