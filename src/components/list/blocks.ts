export const BLOCK_ROWS = 6;
/** Up to here everything stays drawn. */
const DRAWN_ROWS = 36;

export interface Block<Item> {
  position: number;
  items: readonly Item[];
}

/** A list cut into the blocks that are drawn or not; a short one is one block after the other, all drawn. */
export const blocksOf = <Item>(items: readonly Item[]): Block<Item>[] =>
  Array.from({ length: Math.ceil(items.length / BLOCK_ROWS) }, (_, position) => ({
    position,
    items: items.slice(position * BLOCK_ROWS, (position + 1) * BLOCK_ROWS),
  }));

export const isLong = (rows: number): boolean => rows > DRAWN_ROWS;
