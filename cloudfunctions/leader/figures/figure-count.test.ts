import { chinaDateOf, instant } from '../../../contracts/primitives/time';
import { countMore, nothingCounted } from './figure-count';
import type { Change } from './figures';

const day = chinaDateOf(instant(Date.parse('2026-11-20T12:00:00+08:00')));
const nextDay = chinaDateOf(instant(Date.parse('2026-11-21T12:00:00+08:00')));
const change = (more: Partial<Change>): Change => ({
  kind: 'join',
  day,
  source: 'scan',
  groupId: null,
  at: instant(1000),
  by: 1,
  ...more,
});
const changes: Change[] = [
  change({}),
  change({ groupId: 'tG1', at: instant(3000) }),
  change({ groupId: 'tG1', at: instant(2000), day: nextDay }),
  change({ groupId: 'tG2', source: null }),
  change({ kind: 'first_order', source: null, groupId: 'tG1', at: instant(9000) }),
  change({ kind: 'received', source: null, by: 40, day: nextDay }),
  change({ by: 0 }),
];

it('nothing is nothing', () => {
  expect(countMore(nothingCounted(), [])).toEqual(nothingCounted());
});

it('sums days, groups and all time; only joins count in a group', () => {
  const { totals, days, groups } = countMore(nothingCounted(), changes);
  expect(totals).toMatchObject({ joins: 4, firstOrders: 1, received: 40, sources: { scan: 3 } });
  expect(days[day]).toMatchObject({ joins: 3, firstOrders: 1, received: 0 });
  expect(days[nextDay]).toMatchObject({ joins: 1, firstOrders: 0, received: 40 });
  expect(groups).toEqual([
    { groupId: 'tG1', joins: 2, lastJoinAt: 3000 },
    { groupId: 'tG2', joins: 1, lastJoinAt: 1000 },
  ]);
});

it.each([1, 2, 3, 4, 5, 6])('is the same when %i awards are counted before the others', (first) => {
  const inSlices = countMore(countMore(nothingCounted(), changes.slice(0, first)), changes.slice(first));
  expect(inSlices).toEqual(countMore(nothingCounted(), changes));
});
