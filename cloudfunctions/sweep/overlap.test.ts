import { HOUR_MS, instant, MINUTE_MS } from '../../contracts/primitives/time';
import { joinParts, latestBegin, mayBeUnderWay, RUN_LASTS_MS } from './overlap';

const at = (minute: number) => instant(1_000 * HOUR_MS + minute * MINUTE_MS);
const marks = { ranAt: null, lookedAt: at(0), nextDueAt: null, position: null };

describe('a run may be under way', () => {
  it.each([
    ['from the moment it began', true, at(0), 0, true],
    ['until its function has ended', true, at(0), RUN_LASTS_MS - 1, true],
    ['but not after that', true, at(0), RUN_LASTS_MS, false],
    ['by a clock that is a little behind', true, at(0), -1_000, true],
    ['but not when the clock was set back', true, at(0), -HOUR_MS, false],
    ['not when it said how it ended', false, at(0), 0, false],
    ['not when none ever began', true, null, 0, false],
  ])('%s', (_, unfinished, beganAt, laterMs, expected) => {
    expect(mayBeUnderWay({ unfinished, beganAt }, instant(at(0) + laterMs))).toBe(expected);
  });

  it('the latest of two is waited for', () => {
    const known = { unfinished: true, beganAt: instant(at(0) + 5_000) };
    expect(latestBegin(known, at(0))).toBe(known.beganAt);
    expect(latestBegin({ ...known, unfinished: false }, at(0))).toBe(at(0));
    expect(latestBegin(known, at(2))).toBe(at(2));
  });
});

describe('of what two runs know of a part', () => {
  it.each([
    ['the earlier work stands', { nextDueAt: at(5) }, { nextDueAt: at(3) }, { nextDueAt: at(3) }],
    ['work stands where the other found none', { nextDueAt: at(5) }, {}, { nextDueAt: at(5) }],
    ['none where both found none', {}, {}, { nextDueAt: null }],
    ['the earlier look stands', { lookedAt: at(1) }, { lookedAt: at(2) }, { lookedAt: at(1) }],
    ['that it ran stands', { ranAt: at(1) }, {}, { ranAt: at(1) }],
    ['the same position stands', { position: 'p' }, { position: 'p' }, { position: 'p' }],
    ['another position is none', { position: 'p' }, { position: 'q' }, { position: null }],
  ])('%s', (_, one, other, expected) => {
    const [theirs, mine] = [{ part: { ...marks, ...one } }, { part: { ...marks, ...other } }];
    expect(joinParts(theirs, mine, at(9))['part']).toMatchObject(expected);
    expect(joinParts(mine, theirs, at(9))['part']).toMatchObject(expected);
  });

  it('of one that only one of them knows the work is now', () => {
    expect(joinParts({ part: marks }, {}, at(9))).toEqual({ part: { ...marks, nextDueAt: at(9) } });
    expect(joinParts({}, { part: marks }, at(9))).toEqual({ part: { ...marks, nextDueAt: at(9) } });
  });
});
