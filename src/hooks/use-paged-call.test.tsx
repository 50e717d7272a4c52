import { act, renderHook } from '@testing-library/react';
import { instant } from '@contracts/primitives/time';
import { usePagedCall } from './use-paged-call';

/** A list of `length` numbers, ten to a page; the cursor is where the next page starts. */
function listOf(length: number) {
  const cursors: (string | null)[] = [];
  const readPage = async (cursor: string | null) => {
    cursors.push(cursor);
    const from = Number(cursor ?? 0);
    const to = Math.min(from + 10, length);
    const items = Array.from({ length: to - from }, (_, index) => from + index);
    return { items, nextCursor: to < length ? String(to) : null, now: instant(0) };
  };
  return { cursors, readPage };
}

const upTo = (length: number) => Array.from({ length }, (_, index) => index);

it('draws a portion, and fetches the next page only when this one is used up', async () => {
  const { cursors, readPage } = listOf(25);
  const { result } = renderHook(() => usePagedCall(readPage));
  await act(() => result.current.reload());
  expect(result.current.shown).toEqual(upTo(6));
  expect(cursors).toEqual([null]);

  await act(async () => result.current.showMore());
  expect(result.current.shown).toEqual(upTo(12));
  expect(cursors).toEqual([null, '10']);
});

it('ends where the list ends', async () => {
  const { readPage } = listOf(8);
  const { result } = renderHook(() => usePagedCall(readPage));
  await act(() => result.current.reload());
  expect(result.current.hasMore).toBe(true);
  await act(async () => result.current.showMore());
  expect(result.current.shown).toEqual(upTo(8));
  expect(result.current.hasMore).toBe(false);
});

it('reads as many pages again as are shown, so that coming back keeps the place', async () => {
  const { cursors, readPage } = listOf(25);
  const { result } = renderHook(() => usePagedCall(readPage));
  await act(() => result.current.reload());
  await act(async () => result.current.showMore());
  cursors.length = 0;
  await act(() => result.current.reload());
  expect(cursors).toEqual([null, '10']);
  expect(result.current.shown).toEqual(upTo(12));
});
