import type { LedgerEntry, LotMove, PointsAccount } from '../../../contracts/points/points-ledger';
import { sumOf } from '../rules/lots';
import { PART_SUFFIX, stepsOfBack, theirsOfBack } from '../orders/share-of-back';
import type { EarlierEntry, Parting, PartingFacts, SplitEntry } from './parting-facts';
import { SharedLots } from './shared-lots';

/**
 * Whose is what on the account of two members who were one for a while, told from its entries since the merge. Points stay
 * whose they were: an order earns for whoever paid, what an order or a redemption spent comes back to whom it was taken
 * from, what a refund claws back is owed by who earned it. `theirs` is the absorbed member's part, `ours` the kept one's.
 */
const total = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

/** @param account as the entries left it */
export function partAccount(account: PointsAccount, facts: PartingFacts): Parting {
  const replay = new Replay(account, facts);
  for (const entry of facts.entries) replay.apply(entry);
  const lots = account.lots.flatMap((lot) => {
    const points = Math.min(lot.points, replay.lots.theirsIn(account._id, lot));
    return points > 0 ? [{ ...lot, points }] : [];
  });
  const { lentByUs, lentByThem } = replay;
  return {
    lots,
    debt: replay.debtOf(account._id).theirs,
    lentByUs,
    lentByThem,
    ...replay.entriesThatAreTheirs(),
  };
}

type Made = EarlierEntry & Pick<LedgerEntry, '_id' | 'kind' | 'source' | 'memberId'>;

/** What goes from one account to the other of a merge or its undo. */
interface Transit {
  mergeId: string;
  /** Of each lot, in their order. */
  theirs: number[];
  debt: number;
}

class Replay {
  readonly lots = new SharedLots();
  readonly lentByUs: LotMove[] = [];
  readonly lentByThem: LotMove[] = [];
  private readonly debts = new Map<string, { theirs: number; ours: number }>();
  private readonly made = new Map<string, Made>();
  /** What came back of an entry: where it was written, and to the part the kept account has of it since. */
  private readonly back = new Map<string, number>();
  private readonly partBack = new Map<string, number>();
  private readonly theirBack = new Map<string, number>();
  private transit: Transit | null = null;

  constructor(
    private readonly account: PointsAccount,
    private readonly facts: PartingFacts,
  ) {
    for (const lot of account.lots) this.lots.hold(account._id, lot, lot.points);
    const own = facts.entries.filter(({ memberId }) => memberId === account._id);
    for (const move of own.flatMap(({ moves }) => moves)) this.lots.hold(account._id, move, -move.points);
    const since = own.reduce((sum, { debt }) => sum + debt, 0);
    this.debts.set(account._id, { theirs: 0, ours: account.debt - since });
    for (const { _id, lots, debt } of facts.elsewhere) {
      for (const lot of lots) this.lots.hold(_id, lot, lot.points);
      this.debts.set(_id, { theirs: 0, ours: debt });
    }
  }

  debtOf(account: string): { theirs: number; ours: number } {
    const known = this.debts.get(account) ?? { theirs: 0, ours: 0 };
    this.debts.set(account, known);
    return known;
  }

  apply(entry: LedgerEntry): void {
    const { memberId: account } = entry;
    const firstTaken = entry.moves.findIndex(({ points }) => points < 0);
    const added = firstTaken === -1 ? entry.moves : entry.moves.slice(0, firstTaken);
    const rest = firstTaken === -1 ? [] : entry.moves.slice(firstTaken);
    const given = this.addedTheirs(entry, added);
    added.forEach((move, index) => this.lots.give(account, move, given[index] ?? 0));
    // What goes on to another account of theirs, or comes home from it, takes theirs along.
    const taken = this.lots.moveOn(account, rest, entry.kind === 'merge_out' || this.isCausedByThem(entry));
    if (entry.kind === 'earn') this.made.set(entry._id, { ...entry, moves: added, theirs: given });
    if (entry.kind === 'spend') this.made.set(entry._id, { ...entry, moves: rest, theirs: taken });
    if (entry.kind === 'claw_back') this.lend(rest, taken, this.isCausedByThem(entry));
    const debt = this.applyDebt(entry, rest, taken);
    if (entry.kind === 'merge_in') this.transit = null;
    if (entry.kind === 'merge_out')
      this.transit = {
        mergeId: entry.source.id,
        theirs: taken.filter((_, at) => (rest[at]?.points ?? 0) < 0),
        debt,
      };
  }

  entriesThatAreTheirs(): Pick<Parting, 'entries' | 'spent' | 'spentForThem'> {
    const made = [...this.made.values()].map((entry) => ({ ...entry, theirs: this.withinPart(entry) }));
    const spends = made
      .filter(({ kind }) => kind === 'spend')
      .map((spend) => {
        const part = this.facts.parts.get(spend._id);
        const whole = part ? total(part) : -sumOf(spend.moves);
        const back = part ? this.partBackOf(spend._id) : (this.back.get(spend._id) ?? 0);
        const theirsBack = this.theirBack.get(spend._id) ?? 0;
        const theirs = total(spend.theirs) - theirsBack;
        return { spend, theirs, ours: whole - total(spend.theirs) - (back - theirsBack) };
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

  /** Of an entry of another account nothing is theirs but within the part that came home. */
  private withinPart({
    _id,
    memberId,
    theirs,
  }: Pick<Made, '_id' | 'memberId' | 'theirs'>): readonly number[] {
    if (memberId === this.account._id) return theirs;
    const part = this.facts.parts.get(_id) ?? [];
    return theirs.map((amount, index) => Math.min(amount, part[index] ?? 0));
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
    if (entry.kind === 'merge_in')
      return entry._id === this.facts.arrivalId ? all : this.arrived(entry, added);
    if (entry.kind === 'earn') return this.isCausedByThem(entry) ? all : all.map(() => 0);
    const spend = entry.kind === 'refund_back' && entry.of !== null ? this.madeBy(entry.of) : null;
    if (!spend || entry.of === null) return all.map(() => 0);
    if (spend.split) return this.isTheirsOfSplit(entry, spend.moves, spend.split) ? all : all.map(() => 0);
    const theirs = this.backOf(entry, entry.of, spend, all);
    this.theirBack.set(entry.of, (this.theirBack.get(entry.of) ?? 0) + total(theirs));
    return theirs;
  }

  private backOf({ memberId }: LedgerEntry, of: string, spend: EarlierEntry, all: number[]): number[] {
    const made = this.made.get(of);
    const part = this.facts.parts.get(of);
    if (made && part && made.memberId !== memberId && memberId === this.account._id) {
      const before = this.partBackOf(of);
      this.partBack.set(of, before + total(all));
      return stepsOfBack(
        { moves: part.map((points) => ({ points })), theirs: this.withinPart(made) },
        before,
        all,
      );
    }
    const before = this.back.get(of) ?? 0;
    this.back.set(of, before + total(all));
    return stepsOfBack(spend, before, all);
  }

  /** Of the part that came home so much is back: what was before it came home, and what has come to it since. */
  private partBackOf(of: string): number {
    const known = this.partBack.get(of);
    const made = this.made.get(of);
    const part = this.facts.parts.get(of);
    if (known !== undefined || !made || !part) return known ?? 0;
    return theirsOfBack({ moves: made.moves, theirs: part }, 0, this.back.get(of) ?? 0);
  }

  /** From the other account of a merge or its undo, lot by lot; what else comes with it was lent, and is ours. */
  private arrived({ source }: LedgerEntry, added: readonly LotMove[]): number[] {
    const { transit } = this;
    if (transit?.mergeId !== source.id)
      return added.map(({ id, points }) =>
        this.facts.theirOrders.has(id.replace(/^order-/, '')) ? points : 0,
      );
    return added.map(({ points }, index) => Math.min(points, transit.theirs[index] ?? 0));
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

  private lend(moves: readonly LotMove[], taken: readonly number[], isForThem: boolean): void {
    moves.forEach((move, index) => {
      const theirs = taken[index] ?? 0;
      const lent = isForThem ? -move.points - theirs : theirs;
      if (lent > 0) (isForThem ? this.lentByUs : this.lentByThem).push({ ...move, points: lent });
    });
  }

  /** @returns how much of theirs went with it */
  private applyDebt(entry: LedgerEntry, moves: readonly LotMove[], taken: readonly number[]): number {
    const { kind, debt } = entry;
    const own = this.debtOf(entry.memberId);
    if (kind === 'repay') {
      this.repay(own, moves, taken);
      return 0;
    }
    if (debt > 0) {
      const back = kind === 'merge_in' && this.transit?.mergeId === entry.source.id ? this.transit.debt : 0;
      const arrived = entry._id === this.facts.arrivalId;
      const isAll = arrived || (kind === 'debt' && this.isCausedByThem(entry));
      const theirs = isAll ? debt : Math.min(back, debt);
      own.theirs += theirs;
      own.ours += debt - theirs;
      return 0;
    }
    const theirs = kind === 'merge_out' ? Math.min(own.theirs, -debt) : Math.max(0, -debt - own.ours);
    own.theirs -= theirs;
    own.ours -= -debt - theirs;
    return theirs;
  }

  /** Everybody's points repay their own debt first; what pays the other's is lent. */
  private repay(
    debt: { theirs: number; ours: number },
    moves: readonly LotMove[],
    taken: readonly number[],
  ): void {
    const theirs = total(taken);
    const ours = -sumOf(moves) - theirs;
    const ownOfTheirs = Math.min(theirs, debt.theirs);
    const ownOfOurs = Math.min(ours, debt.ours);
    debt.theirs -= ownOfTheirs + (ours - ownOfOurs);
    debt.ours -= ownOfOurs + (theirs - ownOfTheirs);
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
