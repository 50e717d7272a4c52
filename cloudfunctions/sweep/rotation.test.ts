import { instant, MINUTE_MS } from '../../contracts/primitives/time';
import { minutesOfTurns, orderOf, slotOf, turnOf, type SweepName } from './rotation';

const at = (minute: number) => instant(28_000_000 * MINUTE_MS + minute * MINUTE_MS);
const minutes = (count: number) => Array.from({ length: count }, (_, minute) => at(minute));

describe('the sweeps take turns', () => {
  it('so that within any sixty seconds at most one of them looks or reads the marks of members, the payments half a minute after the others', () => {
    const looks = minutes(40).flatMap((now) => [
      { at: now, turn: turnOf('sweep', 7, now) },
      {
        at: now,
        turn: turnOf('member-sweep', 3, now) ?? (slotOf('member-sweep', now) === 'marks' ? 0 : null),
      },
      { at: now + MINUTE_MS / 2, turn: turnOf('payment-sweep', 2, instant(now + MINUTE_MS / 2)) },
    ]);
    const taken = looks.filter(({ turn }) => turn !== null).map((look) => look.at);
    expect(taken.length).toBe(36);
    const apart = taken.slice(1).map((time, place) => time - (taken[place] ?? 0));
    expect(Math.min(...apart)).toBeGreaterThanOrEqual(MINUTE_MS);
  });

  it.each<[SweepName, number]>([
    ['sweep', 1],
    ['sweep', 8],
    ['sweep', 9],
    ['sweep', 10],
    ['sweep', 27],
    ['sweep', 31],
    ['payment-sweep', 1],
    ['payment-sweep', 2],
    ['payment-sweep', 3],
    ['member-sweep', 1],
    ['member-sweep', 7],
  ])(
    'and each collection of %s, when there are %i, has one in time, whenever one begins',
    (sweep, places) => {
      for (const start of [0, 3, 9, 10]) {
        const seen = new Set<number | null>();
        for (let minute = 0; minute < minutesOfTurns(sweep, places); minute += 1)
          seen.add(turnOf(sweep, places, at(start + minute)));
        seen.delete(null);
        expect([...seen].sort()).toEqual(Array.from({ length: places }, (_, place) => place).sort());
      }
    },
  );

  it('the second of a minute does not matter', () => {
    expect(turnOf('payment-sweep', 2, instant(at(19) + 30_000))).toBe(turnOf('payment-sweep', 2, at(19)));
  });
});

describe('the order of a sweep', () => {
  const parts = ['a', 'b', 'c'];
  it('is that of the schedule', () => {
    for (const now of minutes(3)) expect(orderOf(parts, false, now)).toEqual(parts);
  });
  it('begins with another part every minute after one that was not finished', () => {
    const firsts = minutes(3).map((now) => orderOf(parts, true, now)[0]);
    expect(firsts.sort()).toEqual(parts);
  });
});
