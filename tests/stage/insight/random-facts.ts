import fc from 'fast-check';
import { newFact, type Fact } from '../../../cloudfunctions/kit/facts/new-fact';
import { fen } from '../../../contracts/primitives/fen';
import { addMs, instant, DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from '../../../contracts/primitives/time';
import * as v from '../../../contracts/values';

/** Some people, some stores, some leaders, over so many days: what areas would tell of them, in the order they would. */

const PEOPLE = 4;
const member = (n: number) => v.memberId.parse(`mem_0000000000000000000000000${n}`);
const storeOf = (n: number) => v.storeId.parse(`sto_shop${n}`);
const leaderOf = (n: number) => v.leaderId.parse(`ldr_head${n}`);

/** 30 May 2026, 20:00 in China: what follows crosses two ends of months. */
export const BEGIN = instant(Date.parse('2026-05-30T20:00:00+08:00'));

export const stories = fc.array(
  fc.record({
    who: fc.nat(PEOPLE - 1),
    other: fc.nat(PEOPLE - 1),
    what: fc.constantFrom(
      ...([
        'paid',
        'paid',
        'paid',
        'refunded',
        'refunded',
        'whole',
        'tier',
        'leader',
        'merge',
        'merge',
        'unmerge',
        'unmerge',
      ] as const),
      ...(['coupon', 'used', 'returned', 'points', 'message', 'joined', 'late', 'closed'] as const),
    ),
    amount: fc.integer({ min: 0, max: 30_000 }),
    place: fc.nat(2),
    afterHours: fc.integer({ min: 0, max: 60 }),
  }),
  { minLength: 20, maxLength: 80 },
);
type Step = typeof stories extends fc.Arbitrary<(infer One)[]> ? One : never;

interface Told {
  facts: Fact[];
  orders: { id: string; who: number; left: number }[];
  uses: { id: string; who: number }[];
  into: Map<number, number>;
}

/** @returns what is told, in the order of its writing */
export function tellStory(steps: readonly Step[]): Fact[] {
  const told: Told = { facts: [], orders: [], uses: [], into: new Map() };
  let now = BEGIN;
  for (const [at, step] of steps.entries()) {
    now = addMs(now, step.afterHours * HOUR_MS + MINUTE_MS);
    told.facts.push(...factsOf(told, step, at, now));
  }
  return told.facts;
}

function factsOf(told: Told, step: Step, place: number, now: Instant): Fact[] {
  const cause = String(place).padStart(4, '0');
  const { who, amount } = step;
  const base = { cause, memberId: member(who), at: now, now };
  switch (step.what) {
    case 'joined':
      return [
        newFact({
          ...base,
          kind: 'joined',
          cause: `m${who}`,
          leaderId: leaderOf(step.place),
          refs: { source: ['own', 'scan', 'invite'][step.place] ?? 'own' },
        }),
      ].filter(({ _id }) => told.facts.every((fact) => fact._id !== _id));
    case 'paid':
    case 'late':
      return [paidStep(told, step, base)];
    case 'refunded':
    case 'whole':
      return refundStep(told, step, base);
    case 'tier': {
      const from = told.facts
        .filter((fact) => fact.kind === 'tier_changed' && fact.memberId === member(who))
        .at(-1);
      return [newFact({ ...base, kind: 'tier_changed', refs: { from: from?.refs.to ?? 0, to: step.place } })];
    }
    case 'leader':
      return [newFact({ ...base, kind: 'leader_changed', leaderId: leaderOf(step.place) })];
    case 'merge':
    case 'unmerge':
      return mergeStep(told, step, base);
    case 'coupon':
      return [newFact({ ...base, kind: 'coupon_issued', refs: { count: step.place + 1 } })];
    case 'used':
      told.uses.push({ id: cause, who });
      return [
        newFact({ ...base, kind: 'coupon_used', refs: { couponId: cause, turn: 1, savingFen: amount } }),
      ];
    case 'returned': {
      const use = told.uses.pop();
      if (!use) return [];
      const refs = { couponId: use.id, turn: 1 };
      return [newFact({ ...base, memberId: member(use.who), kind: 'coupon_returned', refs })];
    }
    case 'points':
      return [pointsStep(amount, base)];
    case 'message':
      return [messageStep(step, base)];
    case 'closed':
      return [newFact({ ...base, kind: 'closed', cause: `m${who}` })].filter(({ _id }) =>
        told.facts.every((fact) => fact._id !== _id),
      );
  }
}

type Base = Parameters<typeof newFact>[0] extends infer Happening
  ? Pick<Happening & { cause: string }, Extract<keyof Happening, 'cause' | 'memberId' | 'at' | 'now'>>
  : never;

function messageStep({ place, amount }: Step, base: Base): Fact {
  const kinds = ['message_delivered', 'message_opened', 'message_clicked'] as const;
  const message = amount % 2 ? 'campaign' : 'birthday';
  return newFact({ ...base, kind: kinds[place] ?? 'message_opened', refs: { channel: 'inbox', message } });
}

const pointsStep = (amount: number, base: Base): Fact =>
  newFact({
    ...base,
    kind: amount % 2 ? 'points_earned' : 'points_spent',
    refs: { points: amount, ...(amount % 3 === 0 && { why: 'expire' }) },
  });

function paidStep(told: Told, { who, amount, place, what }: Step, base: Base): Fact {
  const orderId = `ord_${base.cause}`;
  told.orders.push({ id: orderId, who, left: amount });
  const fruit = Math.floor(amount / 3);
  return newFact({
    ...base,
    kind: 'paid',
    // Told days after it was paid: the payer joined later.
    at: what === 'late' ? addMs(base.at, -place * DAY_MS) : base.at,
    amountFen: fen(amount),
    storeId: storeOf(place),
    ...(place > 0 ? { leaderId: leaderOf(place) } : {}),
    categories: { 水果: fen(fruit), '': fen(amount - fruit) },
    refs: {
      orderId,
      ...(place === 2 ? { couponId: 'cpn_x', couponOffFen: amount % 700 } : {}),
      ...(amount % 3 === 0 ? {} : { city: amount % 3 === 1 ? '上海' : '苏州' }),
    },
  });
}

function refundStep(told: Told, { amount, place, what }: Step, base: Base): Fact[] {
  const order = told.orders.filter(({ left }) => left > 0)[place];
  if (!order) return [];
  const part = what === 'whole' ? order.left : Math.min(order.left, amount);
  order.left -= part;
  return [
    newFact({
      ...base,
      // Told of who paid, also when they are part of somebody by now.
      memberId: member(order.who),
      kind: 'refunded',
      amountFen: fen(part),
      categories: { 水果: fen(part) },
      refs: { orderId: order.id, whole: order.left === 0 },
    }),
  ];
}

/** As identity does it: only who is a person of their own becomes a part, and the latest merge is taken apart first. */
function mergeStep(told: Told, { who, other, what }: Step, base: Base): Fact[] {
  if (what === 'merge') {
    const isFree = who !== other && !told.into.has(who) && !told.into.has(other);
    if (!isFree) return [];
    told.into.set(other, who);
    return [newFact({ ...base, kind: 'merged', refs: { absorbedId: member(other) } })];
  }
  const last = [...told.into].at(-1);
  if (!last) return [];
  told.into.delete(last[0]);
  return [
    newFact({ ...base, memberId: member(last[1]), kind: 'unmerged', refs: { absorbedId: member(last[0]) } }),
  ];
}
