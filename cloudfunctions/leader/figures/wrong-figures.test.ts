import { chinaDateOf, instant } from '../../../contracts/primitives/time';
import { nothingCounted, type FigureCount } from './figure-count';
import { noSums } from './figures';
import { wrongDays, wrongGroups } from './wrong-figures';

const noon = instant(Date.parse('2026-11-21T12:00:00+08:00'));
const day = chinaDateOf(noon);
const joins = (count: number) => ({ ...noSums(), joins: count });
const counted = (more: Partial<FigureCount>): FigureCount => ({ ...nothingCounted(), ...more });

it.each([
  ['the same says nothing', counted({ days: { [day]: joins(2) } }), [{ ...joins(2), day }], []],
  [
    'other sums are put right',
    counted({ days: { [day]: joins(2) } }),
    [{ ...joins(3), day }],
    [{ day, right: joins(2) }],
  ],
  ['a day nobody wrote down is made', counted({ days: { [day]: joins(1) } }), [], [{ day, right: joins(1) }]],
  [
    'a day nothing was counted on is emptied',
    nothingCounted(),
    [{ ...joins(1), day }],
    [{ day, right: noSums() }],
  ],
  ['an empty day may be missing', counted({ days: { [day]: noSums() } }), [], []],
])('days: %s', (_name, count, days, expected) => expect(wrongDays(count, days)).toEqual(expected));

const group = (count: number) => ({ groupId: 'g1', joins: count, lastJoinAt: noon });

it.each([
  ['the same says nothing', counted({ groups: [group(2)] }), [{ groupId: 'g1', joins: 2 }], []],
  [
    'other joins are put right',
    counted({ groups: [group(2)] }),
    [{ groupId: 'g1', joins: 1 }],
    [{ groupId: 'g1', right: group(2) }],
  ],
  [
    'a group nobody wrote down is made',
    counted({ groups: [group(1)] }),
    [],
    [{ groupId: 'g1', right: group(1) }],
  ],
  [
    'one nobody came from is emptied, from now',
    nothingCounted(),
    [{ groupId: 'g1', joins: 1 }],
    [{ groupId: 'g1', right: { joins: 0, lastJoinAt: noon } }],
  ],
])('groups: %s', (_name, count, groups, expected) =>
  expect(wrongGroups(count, groups, noon)).toEqual(expected),
);
