import { UNLIMITED, type CouponLimits, type CouponValidity } from '../../../contracts/coupon/coupon';
import { addMs, chinaDateOf, DAY_MS } from '../../../contracts/primitives/time';
import { couponTemplateId } from '../../../contracts/values';
import { itemOf, lineRefusal, sortLines, type GrantLine } from './grant';
import { dayShards, totalShards } from '../rules/stock';
import { ISSUED, termsForTest } from '../rules/test-coupons';

const DAY: CouponValidity = { kind: 'relative', startDelayMs: 0, validForMs: DAY_MS };
const today = chinaDateOf(ISSUED);

/** A step of so many coupons of a template, with what is left of its stock and what the member already has. */
function line(
  limits: Partial<CouponLimits> | null,
  facts: { left?: number; leftToday?: number; tally?: GrantLine['tally'] } = {},
  more: Partial<GrantLine> & { templateId?: string; quantity?: number; validity?: CouponValidity } = {},
): GrantLine {
  const { templateId = 'tpl_test', quantity = 1, validity = DAY, ...rest } = more;
  const id = couponTemplateId.parse(templateId);
  const all = { ...UNLIMITED, ...limits };
  return {
    item: itemOf({ terms: termsForTest({ templateId, title: templateId }), validity, limits: all }, quantity),
    closed: false,
    limits: limits && all,
    totalShards: totalShards(id, facts.left ?? 0, ISSUED),
    dayShards: dayShards(id, facts.leftToday ?? 0, ISSUED),
    tally: facts.tally ?? null,
    ...rest,
  };
}

const had = (issued: number, issuedThatDay = issued, day: string = today) => ({ issued, issuedThatDay, day });
const window = (until: number): CouponValidity => ({
  kind: 'window',
  from: ISSUED,
  until: addMs(ISSUED, until),
});

it.each<[string, GrantLine, number, ReturnType<typeof lineRefusal>]>([
  ['nothing limits it', line(null), 9, null],
  ['its template is not open', line(null, {}, { closed: true }), 1, 'coupon_not_open'],
  ['its window is over now', line(null, {}, { validity: window(0) }), 1, 'coupon_window_over'],
  ['its window ends in a moment', line(null, {}, { validity: window(1) }), 1, null],
  ['the last of the stock', line({ total: 9 }, { left: 1 }), 1, null],
  ['one more than the stock', line({ total: 9 }, { left: 1 }), 2, 'coupon_sold_out'],
  ['one more than the day has', line({ perDay: 9 }, { leftToday: 1 }), 2, 'coupon_sold_out_today'],
  ['both gone: for good is said', line({ total: 9, perDay: 9 }), 1, 'coupon_sold_out'],
  ['the member’s last', line({ perMember: 3 }, { tally: had(2) }), 1, null],
  ['one more than a member may have', line({ perMember: 3 }, { tally: had(2) }), 2, 'coupon_limit_reached'],
  ['one more than today', line({ perMemberPerDay: 1 }, { tally: had(1) }), 1, 'coupon_limit_today'],
  [
    'yesterday’s do not count today',
    line({ perMemberPerDay: 1 }, { tally: had(1, 1, '2026-11-20') }),
    1,
    null,
  ],
])('%s', (_name, one, wanted, expected) => {
  expect(lineRefusal(one, wanted, ISSUED)).toBe(expected);
});

describe('a grant of several steps', () => {
  const fits = line(null, {}, { templateId: 'tpl_fits' });
  const gone = line({ total: 1 }, {}, { templateId: 'tpl_gone' });
  const titles = (lines: readonly GrantLine[]) => lines.map(({ item }) => item.terms.title);

  it.each<[string, boolean, string[]]>([
    ['of a list, what can be issued is', false, ['tpl_fits']],
    ['a pack is issued whole or not', true, []],
  ])('%s; the reason is named', (_name, allOrNothing, issued) => {
    const { lines, refused } = sortLines([fits, gone], allOrNothing, ISSUED);
    expect(titles(lines)).toEqual(issued);
    expect(refused).toEqual([{ templateId: 'tpl_gone', title: 'tpl_gone', reason: 'coupon_sold_out' }]);
  });

  it('two steps of one template count together', () => {
    const one = line({ perMember: 2 }, {}, { quantity: 1 });
    const two = line({ perMember: 2 }, {}, { quantity: 2 });
    expect(titles(sortLines([one, one], true, ISSUED).lines)).toHaveLength(2);
    expect(sortLines([one, two], false, ISSUED).lines).toEqual([]);
  });

  it('a step knows whether anything limits it', () => {
    expect([fits.item.limited, gone.item.limited]).toEqual([false, true]);
  });
});
