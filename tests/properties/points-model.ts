/**
 * Points as one would keep them on paper: a list of lots, a debt, and what each order did. It shares no code with the
 * functions; what they answer is compared with it after every step.
 */
interface PaperLot {
  order: string;
  points: number;
  opensAt: number;
  expiresAt: number;
  graced: boolean;
}

interface PaperOrder {
  earned: number;
  spent: PaperLot[];
  paidFen: number;
  refundedFen: number;
  takenBack: number;
  givenBack: number;
  complete: boolean;
  released: boolean;
}

const DAY = 86_400_000;
const CHINA = 8 * 3_600_000;
const nextMidnight = (at: number): number => (Math.floor((at + CHINA) / DAY) + 1) * DAY - CHINA;

export class PaperLedger {
  private lots: PaperLot[] = [];
  debt = 0;
  readonly orders = new Map<string, PaperOrder>();

  constructor(private at: number) {}

  get balance(): number {
    return this.sum((lot) => lot.opensAt <= this.at);
  }
  get pending(): number {
    return this.sum((lot) => lot.opensAt > this.at);
  }
  private sum(of: (lot: PaperLot) => boolean): number {
    return this.lots.filter(of).reduce((all, lot) => all + lot.points, 0);
  }

  /** Day by day, because a debt is repaid when points open and not when they have expired. */
  moveTo(at: number): void {
    const instants = this.lots
      .flatMap((lot) => [lot.opensAt, lot.expiresAt])
      .filter((when) => when > this.at && when <= at);
    for (const when of [...instants.sort((a, b) => a - b), at]) {
      this.at = when;
      this.lots = this.lots.filter((lot) => lot.expiresAt > when);
      this.repay();
    }
  }

  private repay(): void {
    const repaid = Math.min(this.debt, this.balance);
    this.debt -= repaid;
    this.take(repaid);
  }

  private take(points: number): PaperLot[] {
    const open = this.lots
      .filter((lot) => lot.opensAt <= this.at)
      .sort((a, b) => a.expiresAt - b.expiresAt || (a.order < b.order ? -1 : 1));
    const taken: PaperLot[] = [];
    let left = points;
    for (const lot of open) {
      const part = Math.min(left, lot.points);
      if (part === 0) continue;
      lot.points -= part;
      left -= part;
      taken.push({ ...lot, points: part });
    }
    this.lots = this.lots.filter((lot) => lot.points > 0);
    return taken;
  }

  earn(order: string, paidFen: number, pendingDays: number, expiresAt: (from: number) => number): void {
    const earned = Math.floor(paidFen / 100);
    const opensAt = this.at + pendingDays * DAY;
    this.orders.set(order, this.newOrder(earned, paidFen));
    if (earned > 0)
      this.lots.push({
        order: `order-${order}`,
        points: earned,
        opensAt,
        expiresAt: expiresAt(opensAt),
        graced: false,
      });
    this.repay();
  }

  give(key: string, points: number, expiresAt: number): void {
    this.lots.push({ order: key, points, opensAt: this.at, expiresAt, graced: false });
    this.repay();
  }

  /** False: not enough. */
  spend(order: string, points: number): boolean {
    if (this.balance < points) return false;
    const known = this.orders.get(order) ?? this.newOrder(0, 0);
    known.spent = this.take(points);
    this.orders.set(order, known);
    return true;
  }

  /** @param key under which what comes back late is filed */
  release(order: string, key = `release-${order}`): void {
    const known = this.orders.get(order);
    if (!known || known.released) return;
    known.released = true;
    this.giveBack(known, total(known.spent), key);
  }

  refund(order: string, refundId: string, refundFen: number, isLast: boolean): void {
    const known = this.orders.get(order);
    if (!known) return;
    known.refundedFen += refundFen;
    known.complete ||= isLast;
    const due = (whole: number): number =>
      known.complete || known.refundedFen >= known.paidFen
        ? whole
        : Math.floor((whole * known.refundedFen) / known.paidFen);
    this.giveBack(known, due(total(known.spent)) - known.givenBack, `refund-${refundId}`);
    const back = due(known.earned) - known.takenBack;
    known.takenBack += back;
    this.takeBack(`order-${order}`, back);
  }

  private giveBack(known: PaperOrder, points: number, key: string): void {
    const lastFirst = known.spent.flatMap((lot) => Array.from({ length: lot.points }, () => lot)).reverse();
    const coming = lastFirst.slice(known.givenBack, known.givenBack + points);
    known.givenBack += points;
    for (const lot of coming) {
      const alive = lot.expiresAt > this.at;
      if (!alive && lot.graced) continue;
      const order = alive ? lot.order : key;
      const expiresAt = alive ? lot.expiresAt : nextMidnight(this.at + 7 * DAY - 1);
      const same = this.lots.find((one) => one.order === order && one.opensAt <= this.at);
      if (same) same.points += 1;
      else this.lots.push({ order, points: 1, opensAt: this.at, expiresAt, graced: lot.graced || !alive });
    }
    this.repay();
  }

  private takeBack(ownLot: string, points: number): void {
    const own = this.lots.find(({ order }) => order === ownLot);
    const fromOwn = Math.min(points, own?.points ?? 0);
    if (own) own.points -= fromOwn;
    this.lots = this.lots.filter((lot) => lot.points > 0);
    const fromOthers = Math.min(points - fromOwn, this.balance);
    this.take(fromOthers);
    this.debt += points - fromOwn - fromOthers;
  }

  private newOrder(earned: number, paidFen: number): PaperOrder {
    const nothing = { refundedFen: 0, takenBack: 0, givenBack: 0, complete: false, released: false };
    return { earned, paidFen, spent: [], ...nothing };
  }
}

const total = (lots: readonly PaperLot[]): number => lots.reduce((sum, { points }) => sum + points, 0);
