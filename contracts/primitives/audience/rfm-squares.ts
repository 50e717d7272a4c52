/** Who bought so lately, so often and for so much, and the rule that holds of exactly them; 5 is the best. */
export interface RfmCell<Rule> {
  r: number;
  f: number;
  m: number;
  about: number;
  rule: Rule;
}

export interface RfmSquare<Rule> {
  r: number;
  f: number;
  about: number;
  /** Of everybody in it; null: nobody is. */
  rule: Rule | { any: Rule[] } | null;
}

const SCORES = [1, 2, 3, 4, 5];

/** Five by five, the best recency first. @param money one part of the money; null: whatever they spent */
export function rfmSquares<Rule>(cells: readonly RfmCell<Rule>[], money: number | null): RfmSquare<Rule>[][] {
  return [...SCORES].reverse().map((r) =>
    SCORES.map((f) => {
      const here = cells.filter(
        (cell) => cell.r === r && cell.f === f && (money === null || cell.m === money),
      );
      const rules = here.map(({ rule }) => rule);
      const [only = null] = rules;
      return {
        r,
        f,
        about: here.reduce((sum, { about }) => sum + about, 0),
        rule: rules.length > 1 ? { any: rules } : only,
      };
    }),
  );
}

/** How a part of five is cut, said of its end: everything above the fourth cut, or up to its own. */
export function partText(
  cuts: readonly number[],
  part: number,
  words: {
    say: (value: number) => string;
    above: (value: string) => string;
    upTo: (value: string) => string;
  },
): string {
  const { say, above, upTo } = words;
  return part === 5 ? above(say(cuts[3] ?? 0)) : upTo(say(cuts[part - 1] ?? 0));
}
