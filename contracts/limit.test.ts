import * as z from 'zod';
import { areas } from './areas';
import { errorCatalogue, isErrorCode, tooManyRequests } from './errors';
import { wrongCodeLimit } from './limit';
import type { Operation } from './operation';
import { addMs, DAY_MS, HOUR_MS, instant, MINUTE_MS } from './primitives/time';
import { cardNumber, memberCode, pickupCode } from './values';

const codes: readonly z.core.$ZodType[] = [cardNumber, memberCode, pickupCode];
const errorCodes = Object.keys(errorCatalogue).filter(isErrorCode);

const operations = Object.entries(areas).flatMap(([area, table]) =>
  Object.entries(table).map(([op, operation]: [string, Operation]) => ({ name: `${area}.${op}`, operation })),
);
const limited = operations.flatMap(({ name, operation: { actor, idempotency, limit } }) =>
  limit === undefined ? [] : [{ name, actor, idempotency, limit }],
);

describe('the limits of the contracts', () => {
  it('every write of a guest declares one', () => {
    const without = operations.filter(
      ({ operation: { actor, idempotency, limit } }) =>
        actor === 'guest' && idempotency !== 'read' && limit === undefined,
    );
    expect(without.map(({ name }) => name)).toEqual([]);
  });

  it.each(limited)('$name: its count allows something, and its sentence says something', ({ limit }) => {
    if ('boundedBy' in limit) expect(limit.boundedBy.length).toBeGreaterThan(20);
    else {
      expect(limit.most).toBeGreaterThan(0);
      expect(limit.withinMs).toBeGreaterThanOrEqual(MINUTE_MS);
      // The sweep forgets windows that opened a day ago.
      expect(limit.withinMs).toBeLessThan(DAY_MS);
      expect(limit.counts).not.toHaveLength(0);
    }
  });

  it('wrong tries are counted of staff only: their role is read anyway', () => {
    const wrong = limited.filter(({ limit }) => 'counts' in limit && limit.counts !== 'calls');
    expect(wrong.length).toBeGreaterThan(5);
    for (const { actor } of wrong)
      expect(['adviser', 'clerk', 'operator', 'owner', 'leader']).toContain(actor);
  });

  it('a field that decides whether a call counts is one of its input', () => {
    const conditional = operations.flatMap(({ operation: { limit, input } }) =>
      limit && 'onlyWhen' in limit && limit.onlyWhen ? [{ field: limit.onlyWhen.field, input }] : [],
    );
    expect(conditional.length).toBeGreaterThan(0);
    for (const { field, input } of conditional)
      expect(input instanceof z.ZodObject ? Object.keys(input.shape) : []).toContain(field);
  });

  it('every look-up by a code that somebody types or scans counts wrong ones', () => {
    // Named by hand: a new one belongs here and into its contract.
    const byCode = [
      'coupon.issueByHand',
      'coupon.lookUp',
      'coupon.redeem',
      'growth.readRights',
      'growth.setFloor',
      'growth.usePrivilege',
      'member.identify',
      'play.giveVisitGift',
      'play.readVisitOffer',
      'office.readMemberAtCounter',
      'points.lookUpRedemption',
      'points.verifyRedemption',
      'points.readHolder',
      'points.adjust',
      'points.transfer',
      'voice.writeNoteAtCounter',
    ];
    const counted = limited.filter(({ limit }) => 'counts' in limit && limit.counts !== 'calls');
    expect(counted.map(({ name }) => name).sort()).toEqual(byCode.sort());
    const taking = operations.filter(
      ({ operation: { actor, input } }) => actor !== 'member' && takesCode(input),
    );
    expect(byCode).toEqual(expect.arrayContaining(taking.map(({ name }) => name)));
    expect(taking.length).toBeGreaterThan(byCode.length / 2);
  });

  it('nothing but what it counts refuses a wrong code', () => {
    const refusals = errorCodes.filter((code) =>
      /^(card|coupon|redemption|member_code)_(not_found|unknown)$/.test(code),
    );
    expect([...wrongCodeLimit.counts].sort()).toEqual(refusals.sort());
  });
});

/** Whether a card's number, a member's code or a pick-up code is anywhere in it. */
function takesCode(input: z.core.$ZodType): boolean {
  if (codes.some((code) => code === input)) return true;
  if (input instanceof z.ZodObject) return Object.values(input.shape).some(takesCode);
  if (input instanceof z.ZodUnion) return input.options.some(takesCode);
  if (input instanceof z.ZodNullable || input instanceof z.ZodDefault || input instanceof z.ZodOptional)
    return takesCode(input.unwrap());
  return false;
}

describe('how long to wait', () => {
  const now = instant(Date.parse('2026-11-21T12:00:00+08:00'));
  it.each([
    [1, '1 秒'],
    [1000, '1 秒'],
    [1001, '2 秒'],
    [MINUTE_MS, '60 秒'],
    [MINUTE_MS + 1, '2 分钟'],
    [5 * MINUTE_MS, '5 分钟'],
    [HOUR_MS, '60 分钟'],
    [HOUR_MS + 1, '2 小时'],
  ])('%d ms is said as %s', (ms, text) => {
    const error = tooManyRequests(addMs(now, ms), now);
    expect(error.message).toBe(`操作太频繁，请在 ${text}后再试`);
    expect(error.retryAt).toBe(now + ms);
    expect(error.retryable).toBe(false);
  });
});
