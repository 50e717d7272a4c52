import fc from 'fast-check';
import { MINUTE_MS } from '@contracts/primitives/time';
import { DEMO_APPID } from '../../local/seed/demo-people';
import type { LocalCloud } from '../../local/server';
import { STORE } from '../stage/payment-stage';
import { dieAt } from '../stage/identity-stage';
import { documentsOf, newTestRequest, phoneOf, type Phone } from '../stage/stage';
import { sweepTrade } from '../stage/journey/sweep-trade';

/**
 * Several people, each with two phones whose WeChat names them together only sometimes, an official account, a phone
 * number of their own and one that is recycled between them; and the merchant, who gives and takes points, redeems
 * coupons and undoes merges. Everything they do goes through the functions.
 */
export const PEOPLE = 3;
const RECYCLED = '13899990000';

const acts = [
  [1, 'join'],
  [9, 'linkMine'],
  [2, 'link'],
  [5, 'linkRecycled'],
  [1, 'unlink'],
  [2, 'follow'],
  [1, 'unfollow'],
  [3, 'give'],
  [1, 'take'],
  [3, 'redeem'],
  [5, 'undo'],
  [1, 'sweep'],
] as const;
type Act = (typeof acts)[number][1];

export interface Step {
  act: Act;
  person: number;
  device: number;
  /** WeChat names the unionid in this call. */
  named: boolean;
  /** 0: undisturbed; otherwise the database call at which the instance dies. */
  crash: number;
  /** The same request comes again: its answer was lost on the way. */
  repeated: boolean;
}

const who = fc.integer({ min: 0, max: PEOPLE - 1 });
const which = fc.integer({ min: 0, max: 1 });
const what = fc.oneof(...acts.map(([weight, act]) => ({ weight, arbitrary: fc.constant(act) })));
const how = {
  named: fc.boolean(),
  crash: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 90 })),
  repeated: fc.boolean(),
};
const anyStep: fc.Arbitrary<Step> = fc.record({ act: what, person: who, device: which, ...how });

/** Most phones join at first, in any order and perhaps in vain; then anything may happen. */
const openings = fc.shuffledSubarray(
  Array.from({ length: PEOPLE * 2 }, (_, n) => ({ person: n >> 1, device: n & 1 })),
  { minLength: 5 },
);
const opening: fc.Arbitrary<Step[]> = openings.chain((phones) =>
  fc.tuple(
    ...phones.map((phone) =>
      fc.record({
        act: fc.constant('join' as const),
        person: fc.constant(phone.person),
        device: fc.constant(phone.device),
        ...how,
      }),
    ),
  ),
);
export const story: fc.Arbitrary<Step[]> = fc
  .tuple(opening, fc.array(anyStep, { minLength: 8, maxLength: 16 }))
  .map((parts) => parts.flat());

export class People {
  /** Points the merchant gave less those taken. */
  given = 0;
  constructor(readonly cloud: LocalCloud) {}

  device(who: number, which: number, named: boolean): Phone {
    const identity = { openid: `oPerson${who}-${which}`, appid: DEMO_APPID };
    return phoneOf(this.cloud, named ? { ...identity, unionid: `uPerson${who}` } : identity);
  }

  /** One step; the instance may die in it, and then the person or the platform asks again with the same request. */
  async take(step: Step): Promise<void> {
    const call = await this.callOf(step);
    let first: boolean | undefined;
    const ask = async () => (first = await call?.());
    if (step.crash > 0) await dieAt(this.cloud, step.crash, ask);
    else await ask();
    const repeats = step.repeated || (isMoney(step) && first === false);
    const done = repeats ? await call?.() : first;
    if (isMoney(step) && done === true) this.given += amountOf(step);
    this.cloud.moveClock(this.cloud.clock.now() + 1000);
  }

  /** Everybody comes once more with both phones, named by WeChat, and the sweep has had its time. */
  async comeToRest(): Promise<void> {
    for (let who = 0; who < PEOPLE; who += 1)
      for (const which of [0, 1])
        await this.device(who, which, true).member.join({ leaderCode: null, phoneCode: null });
    for (const minutes of [3, 12, 3]) await this.sweep(minutes);
  }

  /** What a step asks of the functions, as something that can be asked again; null where it makes no sense now. */
  private async callOf(step: Step): Promise<(() => Promise<boolean>) | null> {
    const { person, device, act } = step;
    const phone = this.device(person, device, step.named || act === 'linkMine');
    const asks = (area: string, op: string, input: object, caller: Phone = phone) => {
      const event = { op, input, requestId: newTestRequest() };
      return () => this.invoke(area, event, caller);
    };
    switch (act) {
      case 'join':
        return asks('member', 'join', { leaderCode: null, phoneCode: null, claimId: null });
      case 'linkMine':
        return asks('identity', 'linkMine', {});
      case 'link':
      case 'linkRecycled': {
        const number = act === 'link' ? `1380000000${person}` : RECYCLED;
        return asks('member', 'linkPhone', { phoneCode: await phone.phoneCode(number) });
      }
      case 'unlink':
        return asks('identity', 'unlinkPhone', {});
      case 'follow':
      case 'unfollow':
        return () => this.inWechat(act, person);
      case 'give':
      case 'take': {
        const input = this.adjustmentOf(step);
        return input && asks('points', 'adjust', input, phoneOf(this.cloud, 'operator-he'));
      }
      case 'redeem': {
        const input = this.redemptionOf(person);
        return input && asks('coupon', 'redeem', input, phoneOf(this.cloud, 'clerk-zhou'));
      }
      case 'undo': {
        const mergeId = await this.latestMerge();
        return mergeId && asks('identity', 'undoMerge', { mergeId }, phoneOf(this.cloud, 'operator-he'));
      }
      case 'sweep':
        return async () => {
          await this.sweep(3);
          return true;
        };
    }
  }

  private async invoke(area: string, event: object, { identity }: Phone): Promise<boolean> {
    const answer = await this.cloud.invoke(area, event, identity);
    return JSON.stringify(answer).includes('"ok":true');
  }

  /** The card of the person's first member, whoever has it now. */
  private adjustmentOf(step: Step) {
    const [card] = this.cardsOf(step.person);
    return card === undefined ? null : { cardNumber: card, points: amountOf(step), reason: '开业补贴' };
  }

  private redemptionOf(person: number) {
    const owners = this.membersOf(person);
    const coupon = documentsOf(this.cloud, 'coupons').find(
      ({ memberId, status, startsAt, expiresAt }) =>
        owners.includes(memberId) &&
        status === 'unused' &&
        startsAt <= this.cloud.clock.now() &&
        this.cloud.clock.now() < expiresAt,
    );
    return coupon
      ? { couponId: coupon._id, turn: coupon.turns + 1, storeId: STORE, amountFen: 10_000 }
      : null;
  }

  private async latestMerge() {
    const { listMerges } = phoneOf(this.cloud, 'operator-he').identityMap;
    const [merge] = (await listMerges({ cursor: null })).merges;
    return merge?.mergeId ?? null;
  }

  /** Ids of the members this person's openids lead to. */
  membersOf(person: number): string[] {
    const own = documentsOf(this.cloud, 'identities').filter(({ _id }) => _id.includes(`oPerson${person}-`));
    return [...new Set(own.map(({ memberId }) => memberId))];
  }

  private cardsOf(person: number): string[] {
    const owners = this.membersOf(person);
    return documentsOf(this.cloud, 'identities')
      .filter(({ kind, memberId }) => kind === 'card' && owners.includes(memberId))
      .map(({ _id }) => _id.slice('card:'.length));
  }

  private async inWechat(action: string, who: number): Promise<boolean> {
    await fetch(`${this.cloud.url}/local/wechat/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ openid: `oaPerson${who}`, unionid: `uPerson${who}` }),
    });
    return true;
  }

  private async sweep(minutes: number): Promise<void> {
    this.cloud.moveClock(this.cloud.clock.now() + minutes * MINUTE_MS);
    await sweepTrade(this.cloud);
  }
}

const isMoney = ({ act }: Step): boolean => act === 'give' || act === 'take';
const amountOf = ({ act, device }: Step): number => (act === 'give' ? 10 + device : -7);
