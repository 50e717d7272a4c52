import type { LedgerEntry, LotMove, PointsAccount, PointsLot } from '../../../contracts/points/points-ledger';
import { sumOf } from '../rules/lots';
import { PART_SUFFIX, stepsOfBack, theirsOfBack } from '../orders/share-of-back';

/**
 * Whose is what on the account of two members who were one for a while, told from its entries since the merge. Points stay
 * whose they were: an order earns for whoever paid, what an order or a redemption spent comes back to whom it was taken
 * from, what a refund claws back is owed by who earned it. `theirs` is the absorbed member's part, `ours` the kept one's.
 */
export interface PartingFacts {
  /** Entries of the kept account since the merge, in their order. */
  entries: readonly LedgerEntry[];
  /** The entry that brought the absorbed member's lots. */
  arrivalId: string;
  /** Orders paid under an openid of the absorbed member. */
  theirOrders: ReadonlySet<string>;
  /** Earlier entries that later ones give or take back: how much of each move is theirs. */
  earlier: ReadonlyMap<string, EarlierEntry>;
  /** What came back of the kept account's entries while all of it was with somebody else. */
  awayBacks: readonly LedgerEntry[];
}

export interface EarlierEntry {
  moves: readonly LotMove[];
  theirs: readonly number[];
  /** Shared since an earlier parting: each thing that comes back of it is wholly the part's or wholly the rest's. */
  split?: SplitEntry;
}

export interface SplitEntry {
  /** Of each move, the part. */
  part: readonly number[];
  isPartTheirs: boolean;
  isRestTheirs: boolean;
  /** By the refund that gives back: how much had come back before it. */
  before: ReadonlyMap<string, number>;
}

export interface Parting {
  lots: LotMove[];
  debt: number;
  /** Ours that paid what they owe, and theirs that paid what we owe: it goes back, and the debt with it. */
  lentByUs: LotMove[];
  lentByThem: LotMove[];
  /** Entries that are theirs in part from now on: what comes back of them, or is taken back for them. */
  entries: { entryId: LedgerEntry['_id']; theirs: number[] }[];
  /** Theirs that was spent since and did not come back. */
  spent: number;
  /** Ours that their orders spent since, likewise. */
  spentForThem: number;
}

const keyOf = ({ state, id }: Pick<PointsLot, 'state' | 'id'>): string => `${state} ${id}`;
const total = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

/** @param account as the entries left it */
export function partAccount(account: PointsAccount, facts: PartingFacts): Parting {
  const replay = new Replay(account, facts);
  for (const entry of facts.entries) replay.apply(entry);
  const lots = account.lots.flatMap((lot) => {
    const points = Math.min(lot.points, replay.theirs.get(keyOf(lot)) ?? 0);
    return points > 0 ? [{ ...lot, points }] : [];
  });
  const { lentByUs, lentByThem, debt } = replay;
  return { lots, debt: debt.theirs, lentByUs, lentByThem, ...replay.entriesThatAreTheirs() };
}

class Replay {
  readonly theirs = new Map<string, number>();
  readonly debt: { theirs: number; ours: number };
  readonly lentByUs: LotMove[] = [];
  readonly lentByThem: LotMove[] = [];
  private readonly held: Map<string, number>;
  private readonly made = new Map<string, EarlierEntry & Pick<LedgerEntry, '_id' | 'kind' | 'source'>>();
  private readonly back = new Map<string, number>();
  private readonly counted = new Set<string>();
  /** Theirs while the whole account was with somebody else, by lot. */
  private readonly away = { lots: new Map<string, number>(), debt: 0 };

  constructor(
    account: PointsAccount,
    private readonly facts: PartingFacts,
  ) {
    this.held = new Map(account.lots.map((lot) => [keyOf(lot), lot.points]));
    for (const move of facts.entries.flatMap(({ moves }) => moves))
      this.held.set(keyOf(move), (this.held.get(keyOf(move)) ?? 0) - move.points);
    const since = facts.entries.reduce((sum, { debt }) => sum + debt, 0);
    this.debt = { theirs: 0, ours: account.debt - since };
  }

  apply(entry: LedgerEntry): void {
    const firstTaken = entry.moves.findIndex(({ points }) => points < 0);
    const added = firstTaken === -1 ? entry.moves : entry.moves.slice(0, firstTaken);
    const rest = firstTaken === -1 ? [] : entry.moves.slice(firstTaken);
    const given = this.addedTheirs(entry, added);
    added.forEach((move, index) => this.give(move, given[index] ?? 0));
    const taken = this.moveOn(rest, this.isCausedByThem(entry));
    if (entry.kind === 'earn') this.made.set(entry._id, { ...entry, moves: added, theirs: given });
    if (entry.kind === 'spend') this.made.set(entry._id, { ...entry, moves: rest, theirs: taken });
    if (entry.kind === 'claw_back') this.lend(rest, taken, this.isCausedByThem(entry));
    if (entry.kind === 'merge_out')
      rest.forEach(({ id }, index) =>
        this.away.lots.set(id, (this.away.lots.get(id) ?? 0) + (taken[index] ?? 0)),
      );
    this.applyDebt(entry, rest, taken);
  }

  entriesThatAreTheirs(): Pick<Parting, 'entries' | 'spent' | 'spentForThem'> {
    const made = [...this.made.values()];
    const spends = made
      .filter(({ kind }) => kind === 'spend')
      .map((spend) => {
        const back = this.back.get(spend._id) ?? 0;
        const theirsBack = theirsOfBack(spend, 0, back);
        const theirs = total(spend.theirs) - theirsBack;
        return { spend, theirs, ours: -sumOf(spend.moves) - total(spend.theirs) - (back - theirsBack) };
      });
    const forThem = spends.filter(
      ({ spend: { source } }) => source.kind === 'order' && this.facts.theirOrders.has(source.id),
    );
    const entries = made
      .filter(({ theirs }) => total(theirs) > 0)
      .map(({ _id, theirs }) => ({ entryId: _id, theirs: [...theirs] }));
    return {
      entries,
      spent: total(spends.map(({ theirs }) => theirs)),
      spentForThem: total(forThem.map(({ ours }) => ours)),
    };
  }

  private isCausedByThem({ source, of }: LedgerEntry): boolean {
    if (source.kind === 'order') return this.facts.theirOrders.has(source.id);
    const cause = of === null ? null : this.madeBy(of);
    return cause !== null && total(cause.theirs) > 0;
  }

  private madeBy(id: string): EarlierEntry | null {
    return this.made.get(id) ?? this.facts.earlier.get(id) ?? null;
  }

  /** How much of each move that an entry adds is theirs. */
  private addedTheirs(entry: LedgerEntry, added: readonly LotMove[]): number[] {
    const all = added.map(({ points }) => points);
    if (entry.kind === 'merge_in' && entry._id === this.facts.arrivalId) return all;
    if (entry.kind === 'merge_in') {
      this.countAwayBacks(entry);
      return added.map((move) => this.cameHome(move));
    }
    if (entry.kind === 'earn') return this.isCausedByThem(entry) ? all : all.map(() => 0);
    const spend = entry.kind === 'refund_back' && entry.of !== null ? this.madeBy(entry.of) : null;
    if (!spend || entry.of === null) return all.map(() => 0);
    if (spend.split) return this.isTheirsOfSplit(entry, spend.moves, spend.split) ? all : all.map(() => 0);
    const before = this.back.get(entry.of) ?? 0;
    this.back.set(entry.of, before + total(all));
    return stepsOfBack(spend, before, all);
  }

  /** What came back elsewhere comes home with the lots it came back in. */
  private countAwayBacks({ recordedAt }: LedgerEntry): void {
    for (const back of this.facts.awayBacks) {
      if (this.counted.has(back._id) || back.recordedAt > recordedAt) continue;
      this.counted.add(back._id);
      const theirs = this.addedTheirs(back, back.moves);
      back.moves.forEach(({ id }, index) =>
        this.away.lots.set(id, (this.away.lots.get(id) ?? 0) + (theirs[index] ?? 0)),
      );
    }
  }

  /** Both shares of one refund come as two entries, the part's named so; alone, it is the one whose turn it was. */
  private isTheirsOfSplit(entry: LedgerEntry, moves: readonly LotMove[], split: SplitEntry): boolean {
    const ofSame = this.facts.entries.filter(
      ({ kind, of, source }) => kind === 'refund_back' && of === entry.of && source.id === entry.source.id,
    );
    const isNamedPart = entry._id.endsWith(PART_SUFFIX);
    const before = split.before.get(entry.source.id) ?? 0;
    const isPart =
      isNamedPart ||
      (ofSame.length === 1 && theirsOfBack({ moves, theirs: split.part }, before, sumOf(entry.moves)) > 0);
    return isPart ? split.isPartTheirs : split.isRestTheirs;
  }

  /** The account was merged on and came back: its lots are whose they were, an order's whose order it is. */
  private cameHome({ id, points }: LotMove): number {
    const known = this.away.lots.get(id);
    if (known === undefined) return this.facts.theirOrders.has(id.replace(/^order-/, '')) ? points : 0;
    return Math.min(known, points);
  }

  private give(move: LotMove, theirs: number): void {
    const key = keyOf(move);
    this.held.set(key, (this.held.get(key) ?? 0) + move.points);
    this.theirs.set(key, (this.theirs.get(key) ?? 0) + theirs);
  }

  /** Of a lot that is both's, ours goes first, unless it is for them. @returns how much of it was theirs */
  private take(move: LotMove, isForThem: boolean): number {
    const key = keyOf(move);
    const held = this.held.get(key) ?? 0;
    const theirs = this.theirs.get(key) ?? 0;
    const taken = isForThem
      ? Math.min(theirs, -move.points)
      : Math.min(theirs, Math.max(0, -move.points - (held - theirs)));
    this.held.set(key, held + move.points);
    this.theirs.set(key, theirs - taken);
    return taken;
  }

  /** Lots that are taken, and those they go into: one that opens, several that are compacted. */
  private moveOn(moves: readonly LotMove[], isForThem: boolean): number[] {
    let onTheWay = 0;
    return moves.map((move) => {
      if (move.points < 0) {
        const taken = this.take(move, isForThem);
        onTheWay += taken;
        return taken;
      }
      const theirs = Math.min(onTheWay, move.points);
      this.give(move, theirs);
      onTheWay -= theirs;
      return 0;
    });
  }

  private lend(moves: readonly LotMove[], taken: readonly number[], isForThem: boolean): void {
    moves.forEach((move, index) => {
      const theirs = taken[index] ?? 0;
      const lent = isForThem ? -move.points - theirs : theirs;
      if (lent > 0) (isForThem ? this.lentByUs : this.lentByThem).push({ ...move, points: lent });
    });
  }

  private applyDebt(entry: LedgerEntry, moves: readonly LotMove[], taken: readonly number[]): void {
    const { kind, debt } = entry;
    if (kind === 'repay') return this.repay(moves, taken);
    if (debt > 0) {
      const back = kind === 'merge_in' ? Math.min(this.away.debt, debt) : 0;
      const arrived = entry._id === this.facts.arrivalId;
      const theirs = arrived || (kind === 'debt' && this.isCausedByThem(entry)) ? debt : back;
      this.debt.theirs += theirs;
      this.debt.ours += debt - theirs;
    } else if (debt < 0) {
      const theirs = Math.max(0, -debt - this.debt.ours);
      this.debt.theirs -= theirs;
      this.debt.ours -= -debt - theirs;
      if (kind === 'merge_out') this.away.debt += theirs;
    }
  }

  /** Everybody's points repay their own debt first; what pays the other's is lent. */
  private repay(moves: readonly LotMove[], taken: readonly number[]): void {
    const theirs = total(taken);
    const ours = -sumOf(moves) - theirs;
    const ownOfTheirs = Math.min(theirs, this.debt.theirs);
    const ownOfOurs = Math.min(ours, this.debt.ours);
    this.debt.theirs -= ownOfTheirs + (ours - ownOfOurs);
    this.debt.ours -= ownOfOurs + (theirs - ownOfTheirs);
    lendLast(moves, (index) => taken[index] ?? 0, theirs - ownOfTheirs, this.lentByThem);
    lendLast(
      moves,
      (index) => -(moves[index]?.points ?? 0) - (taken[index] ?? 0),
      ours - ownOfOurs,
      this.lentByUs,
    );
  }
}

function lendLast(
  moves: readonly LotMove[],
  partOf: (index: number) => number,
  amount: number,
  lent: LotMove[],
): void {
  let left = amount;
  for (let index = moves.length - 1; index >= 0 && left > 0; index -= 1) {
    const move = moves[index];
    const points = Math.min(left, partOf(index));
    if (move && points > 0) lent.push({ ...move, points });
    left -= points;
  }
}
