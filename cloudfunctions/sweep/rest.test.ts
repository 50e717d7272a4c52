import { instant, MINUTE_MS } from '../../contracts/primitives/time';
import { mayRest } from './rest';

const at = (minute: number) => instant(28_000_000 * MINUTE_MS + minute * MINUTE_MS);
const part = (nextDueAt: ReturnType<typeof at> | null) => ({
  ranAt: null,
  lookedAt: at(0),
  nextDueAt,
  position: null,
  failures: 0,
  failingSince: null,
  alarmed: false,
});
const remembered = (more: { unfinished?: boolean; due?: ReturnType<typeof at> | null } = {}) => ({
  at: at(0),
  unfinished: more.unfinished ?? false,
  parts: { quiet: part(null), one: part(more.due ?? null) },
});

describe('a minute that is not its own asks nothing', () => {
  it.each([
    ['when nothing is known to be due', remembered(), 1, true],
    ['until something is', remembered({ due: at(3) }), 2, true],
    ['but not when something is', remembered({ due: at(3) }), 3, false],
    ['nor after a run that left parts out', remembered({ unfinished: true }), 1, false],
    ['nor by an instance that remembers nothing', undefined, 1, false],
    ['up to the longest rest of a round', remembered(), 4, true],
    ['but not when minutes were missed', remembered(), 5, false],
    ['nor when the clock was set back', remembered(), -1, false],
  ])('%s', (_, memory, minute, expected) => {
    expect(mayRest(memory, at(minute))).toBe(expected);
  });
});
