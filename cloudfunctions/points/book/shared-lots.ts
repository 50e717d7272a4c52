import type { LotMove, PointsLot } from '../../../contracts/points/points-ledger';

const keyOf = (account: string, { state, id }: Pick<PointsLot, 'state' | 'id'>): string =>
  `${account} ${state} ${id}`;

/** Lots of accounts that two share for a while: how much is in each, and how much of that is theirs. */
export class SharedLots {
  private readonly theirs = new Map<string, number>();
  private readonly held = new Map<string, number>();

  theirsIn(account: string, lot: Pick<PointsLot, 'state' | 'id'>): number {
    return this.theirs.get(keyOf(account, lot)) ?? 0;
  }

  hold(account: string, move: Pick<PointsLot, 'state' | 'id'>, change: number): void {
    const key = keyOf(account, move);
    this.held.set(key, (this.held.get(key) ?? 0) + change);
  }

  give(account: string, move: LotMove, theirs: number): void {
    const key = keyOf(account, move);
    this.hold(account, move, move.points);
    this.theirs.set(key, (this.theirs.get(key) ?? 0) + theirs);
  }

  /** Of a lot that is both's, ours goes first, unless it is for them. @returns how much of it was theirs */
  private take(account: string, move: LotMove, isForThem: boolean): number {
    const key = keyOf(account, move);
    const held = this.held.get(key) ?? 0;
    const theirs = this.theirs.get(key) ?? 0;
    const taken = isForThem
      ? Math.min(theirs, -move.points)
      : Math.min(theirs, Math.max(0, -move.points - (held - theirs)));
    this.hold(account, move, move.points);
    this.theirs.set(key, theirs - taken);
    return taken;
  }

  /** Lots that are taken, and those they go into: one that opens, several that are compacted. */
  moveOn(account: string, moves: readonly LotMove[], isForThem: boolean): number[] {
    let onTheWay = 0;
    return moves.map((move) => {
      if (move.points < 0) {
        const taken = this.take(account, move, isForThem);
        onTheWay += taken;
        return taken;
      }
      const theirs = Math.min(onTheWay, move.points);
      this.give(account, move, theirs);
      onTheWay -= theirs;
      return 0;
    });
  }
}
