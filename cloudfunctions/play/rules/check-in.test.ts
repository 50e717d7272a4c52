import type { CheckInRuleDraft } from '../../../contracts/play/check-in-rule';
import type { Prize } from '../../../contracts/play/prize';
import { bonusesReached, giftsOfMadeUp, giftsOfToday, giftsOfTomorrow, missedDays, stepOf } from './check-in';
import type { StreakDay } from './streak';

const points = (amount: number): Prize => ({ kind: 'points', points: amount });
const rule: CheckInRuleDraft = {
  isOn: true,
  ladder: [1, 2, 3, 4, 5, 6].map(points).concat([{ kind: 'thanks' }]),
  bonuses: [
    { days: 30, prize: points(300) },
    { days: 7, prize: points(70) },
  ],
  makeUp: { within: 3, perMonth: 2, points: 50 },
};
const days = (...numbers: number[]): StreakDay[] => numbers.map((number) => ({ number, streak: 1 }));

describe('what a check-in brings', () => {
  it.each([
    [1, 0],
    [2, 1],
    [7, 6],
    [8, 0],
    [14, 6],
    [30, 1],
  ])('day %i in a row is step %i of the ladder', (streak, step) => {
    expect(stepOf(rule, streak)).toBe(step);
  });

  it('is the day’s own and, on top, the bonus of a length that is reached; of nothing nothing is owed', () => {
    expect(giftsOfToday(rule, [], 100)).toEqual({ streak: 1, gifts: [points(1)] });
    expect(giftsOfToday(rule, days(95, 96, 97, 98, 99), 100)).toEqual({ streak: 6, gifts: [points(6)] });
    expect(giftsOfToday(rule, days(94, 95, 96, 97, 98, 99), 100)).toEqual({ streak: 7, gifts: [points(70)] });
  });

  it('tomorrow goes on from today, whether they were there already or will be', () => {
    expect(giftsOfTomorrow(rule, [], 100)).toEqual({ streak: 2, gifts: [points(2)] });
    expect(giftsOfTomorrow(rule, days(100), 100)).toEqual({ streak: 2, gifts: [points(2)] });
    const six = days(95, 96, 97, 98, 99);
    expect(giftsOfTomorrow(rule, six, 100)).toEqual({ streak: 7, gifts: [points(70)] });
    expect(giftsOfTomorrow(rule, days(98), 100)).toEqual({ streak: 2, gifts: [points(2)] });
    // The oldest day that was read says how it began.
    expect(giftsOfTomorrow(rule, [{ number: 99, streak: 28 }], 100)).toMatchObject({ streak: 30 });
  });

  it.each([
    [0, 6, []],
    [6, 7, [points(70)]],
    [7, 8, []],
    [6, 30, [points(70), points(300)]],
    [29, 30, [points(300)]],
    [30, 31, []],
  ])('from %i to %i days in a row', (before, after, bonuses) => {
    expect(bonusesReached(rule, { before, after })).toEqual(bonuses);
  });

  it('a day made up brings no gift of its own, only the bonus its joining reaches', () => {
    expect(giftsOfMadeUp(rule, days(95, 96, 98), 97)).toEqual({ streak: 4, gifts: [] });
    expect(giftsOfMadeUp(rule, days(94, 95, 96, 98, 99, 100), 97)).toEqual({
      streak: 7,
      gifts: [points(70)],
    });
    // One part had it already.
    expect(giftsOfMadeUp(rule, days(90, 91, 92, 93, 94, 95, 96, 98), 97).gifts).toEqual([]);
  });

  it('can be made up within the days the rule says, not today’s, not before joining, not twice', () => {
    expect(missedDays(rule, days(98), { today: 100, joined: 0 })).toEqual([99, 97]);
    expect(missedDays(rule, [], { today: 100, joined: 99 })).toEqual([99]);
    expect(missedDays(rule, [], { today: 100, joined: 100 })).toEqual([]);
    expect(missedDays({ ...rule, makeUp: null }, [], { today: 100, joined: 0 })).toEqual([]);
  });
});
