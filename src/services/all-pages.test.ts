import { allPages, findOnPages } from './all-pages';

/** Three pages of two, and how often one was asked for. */
function book() {
  const asked: (string | null)[] = [];
  const read = (cursor: string | null) => {
    asked.push(cursor);
    const at = Number(cursor ?? 0);
    return Promise.resolve({ items: [at, at + 1], nextCursor: at < 4 ? String(at + 2) : null });
  };
  return { asked, read };
}

describe('a list in pages', () => {
  it('is read to its end, and told of on the way', async () => {
    const { asked, read } = book();
    const told: number[] = [];
    const pages = await allPages(read, (before) => told.push(before.length));
    expect(pages.flatMap(({ items }) => items)).toEqual([0, 1, 2, 3, 4, 5]);
    expect([asked, told]).toEqual([
      [null, '2', '4'],
      [1, 2, 3],
    ]);
  });

  it('is looked through no further than where the one is found', async () => {
    const { asked, read } = book();
    expect(await findOnPages(read, ({ items }) => items.find((item) => item === 2))).toBe(2);
    expect(asked).toEqual([null, '2']);
    expect(await findOnPages(read, ({ items }) => items.find((item) => item === 9))).toBeUndefined();
  });
});
