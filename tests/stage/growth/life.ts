import type { LedgerGrowth, TierStanding } from '@contracts/growth/growth-ledger';
import type { PublishedGrowthRule } from '@contracts/growth/growth-rule';
import { fen } from '@contracts/primitives/fen';
import { addMs, DAY_MS, instant, type Instant } from '@contracts/primitives/time';
import { newMemberId } from '../../../cloudfunctions/kit/ids/new-id';
import { entriesOfFact, type Happened } from '../../../cloudfunctions/growth/rules/growth-of-fact';
import {
  inOrder,
  movedOn,
  standingAtFirst,
  versionAt,
  type Rules,
} from '../../../cloudfunctions/growth/rules/standing';
import { PROPOSED_RULE } from '../../../local/seed/demo-growth';

export const start = instant(Date.parse('2027-01-01T12:00:00+08:00'));
export const day = (n: number): Instant => addMs(start, Math.round(n * DAY_MS));
const memberId = newMemberId(start);
/** A version of the proposed rule under which payments count at once. */
export const version = (
  n: number,
  publishedAt: Instant,
  change: Partial<PublishedGrowthRule> = {},
): PublishedGrowthRule => ({
  ...PROPOSED_RULE,
  pendingDays: 0,
  holdsFrom: null,
  ...change,
  version: n,
  publishedAt,
});
const plain = inOrder([version(1, start)]);

/** A member as the sweep leads them: what is told is folded, then they are moved on. */
export class Life {
  state: TierStanding = standingAtFirst(memberId, { joinedAt: start, absorbed: [] });
  entries: LedgerGrowth[] = [];
  announced: { days: number; at: Instant; reviewAt: Instant }[] = [];
  falls: { at: Instant; from: number; to: number }[] = [];
  constructor(readonly rules: Rules = plain) {}

  tell(kind: string, at: Instant, more: Partial<Happened> = {}): LedgerGrowth[] {
    const fact = { _id: `${kind}:${at}`, kind, memberId, at, writtenAt: at, refs: {}, ...more };
    const added = entriesOfFact(fact, {
      entries: this.entries,
      evaluatedUpTo: this.state.evaluatedUpTo,
      periodFrom: this.state.held.periodFrom,
      rule: versionAt(this.rules, fact.at),
      isProfileWhole: true,
      now: fact.writtenAt,
    });
    this.entries.push(...added);
    return added;
  }
  pay(orderId: string, yuan: number, at: Instant, writtenAt = at) {
    return this.tell('paid', at, { writtenAt, amountFen: fen(yuan * 100), refs: { orderId } });
  }
  refund(orderId: string, refundId: string, yuan: number, at: Instant) {
    return this.tell('refunded', at, { amountFen: fen(yuan * 100), refs: { orderId, refundId } });
  }
  move(upTo: Instant): this {
    const before = this.state.held;
    const { state, announces } = movedOn(this.state, this, { upTo, now: upTo });
    if (announces) this.announced.push(announces);
    if (state.held.earned < before.earned)
      this.falls.push({ at: upTo, from: before.earned, to: state.held.earned });
    this.state = state;
    return this;
  }
  /** As every day’s sweep does. */
  live(from: number, until: number): this {
    for (let n = from; n <= until; n += 1) this.move(day(n));
    return this;
  }
}
