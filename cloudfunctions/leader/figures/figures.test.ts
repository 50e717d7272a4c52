import { addMs, chinaDateOf, DAY_MS, instant } from '../../../contracts/primitives/time';
import {
  add,
  addAll,
  byDay,
  byGroup,
  noSums,
  sameSums,
  shownFigures,
  shownSources,
  type Change,
} from './figures';

const noon = instant(Date.parse('2026-11-21T12:00:00+08:00'));
const change = (more: Partial<Change> = {}): Change => ({
  kind: 'join',
  day: chinaDateOf(noon),
  source: 'scan',
  groupId: null,
  at: noon,
  by: 1,
  ...more,
});

it.each<[string, Partial<Change>, object]>([
  ['a join, with where it came from', {}, { joins: 1, sources: { scan: 1 } }],
  ['a join nobody knows the source of', { source: null }, { joins: 1, sources: {} }],
  ['a first order has no source', { kind: 'first_order' }, { firstOrders: 1, sources: {} }],
  ['a conversion', { kind: 'converted' }, { converted: 1 }],
  ['members received', { kind: 'received', by: 12 }, { received: 12 }],
  ['members handed over', { kind: 'handed_over', by: 12 }, { handedOver: 12 }],
  ['taken back before it was counted', { by: -1 }, { joins: -1, sources: { scan: -1 } }],
])('%s', (_name, more, expected) => {
  const sums = noSums();
  const { sources, ...counts } = { ...sums, ...expected };
  expect(add(sums, change(more))).toEqual({ ...counts, sources });
});

describe('sums', () => {
  const story = [change(), change({ kind: 'first_order' }), change({ source: 'group' }), change({ by: -1 })];

  it('are the same in any order', () => {
    expect(sameSums(addAll(noSums(), story), addAll(noSums(), [...story].reverse()))).toBe(true);
  });

  it('differ by what differs, not by a source that came and went', () => {
    const there = addAll(noSums(), [change({ source: 'group' })]);
    const and = addAll(there, [change(), change({ by: -1 })]);
    expect([sameSums(there, and), sameSums(there, addAll(there, [change()]))]).toEqual([true, false]);
  });

  it('are never shown below nothing', () => {
    const sums = addAll(noSums(), [change({ by: -2 }), change({ kind: 'first_order' })]);
    expect(shownFigures(sums)).toMatchObject({ joins: 0, firstOrders: 1 });
    expect(shownSources(sums)).toEqual({});
  });
});

it('changes by day', () => {
  const tomorrow = chinaDateOf(addMs(noon, DAY_MS));
  const days = byDay([change(), change({ day: tomorrow }), change()]);
  expect([...days].map(([day, { length }]) => [day, length])).toEqual([
    [chinaDateOf(noon), 2],
    [tomorrow, 1],
  ]);
});

it('changes by group: joins alone, with the latest, and none of nobody’s group', () => {
  const later = addMs(noon, DAY_MS);
  const groups = byGroup([
    change({ groupId: 'a', at: later }),
    change({ groupId: 'a' }),
    change({ groupId: 'b', by: -1 }),
    change({ groupId: 'a', kind: 'first_order' }),
    change(),
  ]);
  expect([...groups]).toEqual([
    ['a', { joins: 2, lastJoinAt: later }],
    ['b', { joins: -1, lastJoinAt: noon }],
  ]);
});
