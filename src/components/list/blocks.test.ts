import { BLOCK_ROWS, blocksOf, isLong } from './blocks';

const rows = (count: number) => Array.from({ length: count }, (_, row) => row);

describe('a list in blocks', () => {
  it.each([
    [0, []],
    [1, [1]],
    [BLOCK_ROWS, [BLOCK_ROWS]],
    [BLOCK_ROWS + 1, [BLOCK_ROWS, 1]],
  ])('%i rows', (count, sizes) => {
    expect(blocksOf(rows(count)).map(({ items }) => items.length)).toEqual(sizes);
  });

  it('every row once and in order', () => {
    expect(blocksOf(rows(1000)).flatMap(({ items }) => items)).toEqual(rows(1000));
  });

  it('only a long list is watched', () => {
    expect([36, 37].map(isLong)).toEqual([false, true]);
  });
});
