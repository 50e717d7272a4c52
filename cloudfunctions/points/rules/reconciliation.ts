import type { LedgerEntry, PointsAccount, PointsLot } from '../../../contracts/points/points-ledger';

/** What the entries of one account come to, in whatever order they are read. */
export interface LedgerSum {
  balance: number;
  pending: number;
  debt: number;
  lots: PointsLot[];
  entries: number;
  /** Numbers of entries that are missing or there twice. */
  gaps: number[];
}

type Summed = Pick<LedgerEntry, 'number' | 'points' | 'pending' | 'debt' | 'moves'>;

export function sumEntries(entries: readonly Summed[]): LedgerSum {
  const lots = new Map<string, PointsLot>();
  for (const { moves } of [...entries].sort((a, b) => a.number - b.number)) {
    for (const move of moves) {
      const key = `${move.state} ${move.id}`;
      const points = (lots.get(key)?.points ?? 0) + move.points;
      if (points === 0) lots.delete(key);
      else lots.set(key, { ...(lots.get(key) ?? move), points });
    }
  }
  const sum = (of: 'points' | 'pending' | 'debt'): number =>
    entries.reduce((all, entry) => all + entry[of], 0);
  const numbers = new Set(entries.map(({ number }) => number));
  const gaps = Array.from({ length: entries.length }, (_, index) => index + 1).filter(
    (number) => !numbers.has(number),
  );
  return {
    balance: sum('points'),
    pending: sum('pending'),
    debt: sum('debt'),
    lots: [...lots.values()],
    entries: entries.length,
    gaps,
  };
}

export interface Difference {
  what: string;
  /** What the account says. */
  account: string;
  /** What its entries come to. */
  ledger: string;
}

const lotsText = (lots: readonly PointsLot[]): string =>
  lots
    .map(({ id, state, points, expiresAt }) => `${id} ${state} ${points} ${expiresAt ?? 'never'}`)
    .sort()
    .join(' | ');

/** Where an account and its entries do not agree; nothing when they do. */
export function differencesOf(account: PointsAccount, sum: LedgerSum): Difference[] {
  const pairs: [what: string, account: string | number, ledger: string | number][] = [
    ['balance', account.balance, sum.balance],
    ['pending', account.pending, sum.pending],
    ['debt', account.debt, sum.debt],
    ['lots', lotsText(account.lots), lotsText(sum.lots)],
    ['entries', account.entryCount, sum.entries],
    ['gaps', '', sum.gaps.join(', ')],
  ];
  return pairs
    .filter(([, said, summed]) => said !== summed)
    .map(([what, said, summed]) => ({ what, account: String(said), ledger: String(summed) }));
}

/** The ledger itself makes sense: nothing is less than nothing. Only then can an account be rebuilt from it. */
export const isSound = ({ balance, pending, debt, lots, gaps }: LedgerSum): boolean =>
  [balance, pending, debt, ...lots.map(({ points }) => points)].every((value) => value >= 0) &&
  gaps.length === 0;
