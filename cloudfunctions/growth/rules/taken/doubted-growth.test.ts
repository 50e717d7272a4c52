import type { LedgerGrowth } from '../../../../contracts/growth/growth-ledger';
import { fen } from '../../../../contracts/primitives/fen';
import { addMs, DAY_MS, instant } from '../../../../contracts/primitives/time';
import { PROPOSED_RULE } from '../../../../local/seed/demo-growth';
import { newMemberId } from '../../../kit/ids/new-id';
import { entriesOfFact } from '../growth-of-fact';

/** What a doubted bill leaves of its order's growth: nothing while it is held, and afterwards what no refund took. */
const start = instant(Date.parse('2027-01-04T12:00:00+08:00'));
const memberId = newMemberId(start);
const rule = {
  ...PROPOSED_RULE,
  frequency: { order: 2, growth: 40 },
  holdsFrom: null,
  version: 1,
  publishedAt: start,
};

type Step =
  'nothing' | 'another' | 'third' | 'paid' | 'small' | 'held' | 'released' | 'third_back' | 'rest_back';
const told: Record<Step, { kind: string; amountFen?: ReturnType<typeof fen>; order?: string }> = {
  small: { kind: 'paid', amountFen: fen(10_000), order: 'ord_0' },
  nothing: { kind: 'paid', amountFen: fen(0), order: 'ord_4' },
  paid: { kind: 'paid', amountFen: fen(150_000) },
  another: { kind: 'paid', amountFen: fen(20_000), order: 'ord_2' },
  third: { kind: 'paid', amountFen: fen(20_000), order: 'ord_3' },
  held: { kind: 'bill_held' },
  released: { kind: 'bill_released' },
  third_back: { kind: 'refunded', amountFen: fen(50_000) },
  rest_back: { kind: 'refunded', amountFen: fen(100_000) },
};

function ledgerOf(steps: readonly Step[]): LedgerGrowth[] {
  const entries: LedgerGrowth[] = [];
  for (const [n, step] of steps.entries()) {
    const at = addMs(start, n * DAY_MS);
    const { kind, order = 'ord_1', ...more } = told[step];
    const fact = {
      _id: `${kind}:${n}`,
      kind,
      memberId,
      at,
      writtenAt: at,
      refs: { orderId: order, refundId: `ref_${n}` },
      ...more,
    };
    const known = {
      entries,
      evaluatedUpTo: instant(0),
      periodFrom: instant(0),
      rule,
      isProfileWhole: true,
      now: at,
    };
    entries.push(...entriesOfFact(fact, known));
  }
  return entries;
}
const growthOf = (steps: readonly Step[]): number =>
  ledgerOf(steps)
    .filter(({ _id, of }) => [_id, of].some((id) => id?.endsWith('ord_1')))
    .reduce((sum, { delta }) => sum + delta, 0);

it.each<[Step[], number]>([
  [['paid'], 1500],
  [['paid', 'held'], 0],
  [['paid', 'held', 'held'], 0],
  [['paid', 'held', 'released'], 1500],
  [['paid', 'released'], 1500],
  [['paid', 'held', 'released', 'held'], 0],
  [['paid', 'held', 'released', 'held', 'released'], 1500],
  [['paid', 'third_back', 'held'], 0],
  [['paid', 'third_back', 'held', 'released'], 1000],
  [['paid', 'held', 'third_back'], 0],
  [['paid', 'held', 'third_back', 'released'], 1000],
  [['paid', 'held', 'third_back', 'released', 'rest_back'], 0],
  [['paid', 'held', 'third_back', 'rest_back', 'released'], 0],
  [['held', 'paid'], 1500],
  // The month's second order brings 40 more.
  [['small', 'paid'], 1540],
  [['small', 'paid', 'held'], 0],
  [['small', 'paid', 'held', 'released'], 1540],
  [['small', 'paid', 'held', 'third_back', 'released'], 1040],
  [['small', 'paid', 'held', 'third_back', 'rest_back', 'released'], 0],
  [['small', 'paid', 'held', 'released', 'third_back', 'rest_back'], 0],
])('%j leaves %d', (steps, left) => {
  expect(growthOf(steps)).toBe(left);
});

const bonuses = (steps: readonly Step[]): string[] =>
  ledgerOf(steps).flatMap(({ source, cause }) => (source === 'frequency' ? [cause] : []));

it('a month’s bonus that came back with its order can be earned again in the month, once', () => {
  expect(bonuses(['small', 'paid', 'another'])).toEqual(['paid:1']);
  const back: Step[] = ['small', 'paid', 'third_back', 'rest_back'];
  expect(bonuses([...back, 'another'])).toEqual(['paid:1', 'paid:4']);
  expect(bonuses([...back, 'another', 'third'])).toEqual(['paid:1', 'paid:4']);
  // A part that came back leaves the order one of the month’s, and its bonus where it was.
  expect(bonuses(['small', 'paid', 'third_back', 'another'])).toEqual(['paid:1']);
  // One that is held may have its bonus again.
  expect(bonuses(['small', 'paid', 'held', 'another'])).toEqual(['paid:1']);
});

it('an order that is held is none of the month’s', () => {
  const two = ledgerOf(['paid', 'held', 'small']);
  expect(two.filter(({ source }) => source === 'frequency')).toEqual([]);
});

describe('a month whose count passes the n-th order otherwise', () => {
  const bonuses = (steps: readonly Step[]): string[] =>
    ledgerOf(steps).flatMap(({ source, cause, delta }) =>
      source === 'frequency' ? [`${steps[Number(cause.split(':')[1])]} ${delta}`] : [],
    );

  it('has its bonus with the next order when the doubt about one ended, once', () => {
    expect(bonuses(['paid', 'held', 'another', 'released', 'third', 'small'])).toEqual(['third 40']);
  });

  it('counts an order that cost nothing', () => {
    expect(bonuses(['nothing', 'another', 'third'])).toEqual(['another 40']);
  });
});
