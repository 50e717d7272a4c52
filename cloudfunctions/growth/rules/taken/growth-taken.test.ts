import fc from 'fast-check';
import type { LedgerGrowth } from '../../../../contracts/growth/growth-ledger';
import { fen } from '../../../../contracts/primitives/fen';
import { addMs, DAY_MS, instant, type Instant } from '../../../../contracts/primitives/time';
import { PROPOSED_RULE } from '../../../../local/seed/demo-growth';
import { assertRule } from '../../../../tests/stage/property';
import { newMemberId } from '../../../kit/ids/new-id';
import { giveGrowthLines } from '../../ledger/give-growth';
import { growthAt } from '../growth-entry';
import { entriesOfFact } from '../growth-of-fact';
import { spreadOut } from './growth-taken';
import { inOrder, standingAtFirst } from '../standing';

const start = instant(Date.parse('2027-01-01T12:00:00+08:00'));
const day = (n: number): Instant => addMs(start, n * DAY_MS);
const memberId = newMemberId(start);
const rule = { ...PROPOSED_RULE, pendingDays: 0, holdsFrom: null, version: 1, publishedAt: start };
const rules = inOrder([rule]);

class Ledger {
  entries: LedgerGrowth[] = [];
  private tell(kind: 'paid' | 'refunded', orderId: string, growth: number, at: Instant) {
    const fact = {
      _id: `${kind}:${orderId}:${at}`,
      kind,
      memberId,
      at,
      writtenAt: at,
      amountFen: fen(growth * 100),
      refs: { orderId, refundId: `${orderId}:${at}` },
    };
    const known = {
      entries: this.entries,
      evaluatedUpTo: instant(0),
      periodFrom: instant(0),
      rule,
      isProfileWhole: true,
      now: at,
    };
    this.entries.push(...entriesOfFact(fact, known));
  }
  pay(orderId: string, growth: number, n: number): this {
    this.tell('paid', orderId, growth, day(n));
    return this;
  }
  back(orderId: string, growth: number, n: number): this {
    this.tell('refunded', orderId, growth, day(n));
    return this;
  }
  adjust(growth: number, n: number): this {
    const state = {
      ...standingAtFirst(memberId, { joinedAt: start, absorbed: [] }),
      evaluatedUpTo: instant(0),
    };
    const gift = { growth, cause: `hand-${n}-${this.entries.length}`, now: day(n) };
    this.entries.push(...spreadOut(giveGrowthLines({ state, entries: this.entries }, rules, gift)));
    return this;
  }
  at = (n: number): number => growthAt(this.entries, day(n));
}

describe('growth taken by hand', () => {
  it('ends with what it took: later growth is not swallowed', () => {
    const ledger = new Ledger().pay('a', 400, 0).adjust(-300, 300).pay('b', 500, 360);
    expect([ledger.at(300), ledger.at(360), ledger.at(370), ledger.at(600)]).toEqual([100, 600, 500, 500]);
  });

  it('takes no more than there is, whoever asks', () => {
    const ledger = new Ledger().pay('a', 3000, 0).adjust(-5000, 1).pay('b', 200, 2);
    expect([ledger.at(1), ledger.at(2)]).toEqual([0, 200]);
    expect(new Ledger().adjust(-10, 1).entries).toEqual([]);
  });

  it('what was given by hand goes first, and its order’s refund still takes the whole order', () => {
    const ledger = new Ledger().pay('a', 400, 0).adjust(400, 1).adjust(-300, 2).back('a', 400, 3);
    expect(ledger.at(3)).toBe(100);
  });

  it('a refund of what was taken by hand takes nothing twice', () => {
    const ledger = new Ledger().pay('a', 400, 0).adjust(-300, 1).back('a', 400, 2).pay('b', 500, 3);
    expect([ledger.at(2), ledger.at(3)]).toEqual([0, 500]);
  });

  it('whatever is paid, given back and taken: never less than nothing, and nothing of it later than what it took', () => {
    const deed = fc.record({
      what: fc.constantFrom('pay' as const, 'give' as const, 'take' as const, 'back' as const),
      n: fc.integer({ min: 1, max: 900 }),
      after: fc.integer({ min: 1, max: 60 }),
    });
    const property = fc.property(fc.array(deed, { minLength: 1, maxLength: 14 }), (deeds) => {
      const ledger = new Ledger();
      const paid: { id: string; growth: number }[] = [];
      let now = 0;
      for (const { what, n, after } of deeds) {
        now += after;
        const last = paid.at(-1);
        if (what === 'pay') {
          paid.push({ id: `o${paid.length}-${now}`, growth: n });
          ledger.pay(`o${paid.length - 1}-${now}`, n, now);
        } else if (what === 'give') ledger.adjust(n, now);
        else if (what === 'take') ledger.adjust(-n, now);
        else if (last) {
          ledger.back(last.id, last.growth, now);
          paid.pop();
        }
        expect(ledger.at(now)).toBeGreaterThanOrEqual(0);
      }
      for (let n = now; n < now + 400; n += 20) expect(ledger.at(n)).toBeGreaterThanOrEqual(0);
      const atTheEnd = ledger.pay('late', 100, now + 370).at(now + 370);
      expect(atTheEnd).toBe(100);
    });
    assertRule(property, { keptSeeds: [1], numRuns: 200 });
  });
});
