import type { JourneyPlan } from '../../../contracts/journey/journey-graph';
import { addMs, HOUR_MS, instant } from '../../../contracts/primitives/time';
import { entryOf, type Entry, type Place } from './entry';

const nine = instant(Date.parse('2026-03-02T09:00:00+08:00'));
const fifteen = addMs(nine, 6 * HOUR_MS);
const never: JourneyPlan['entry'] = { again: 'never' };
const each: JourneyPlan['entry'] = { again: 'each_cause' };
const after: JourneyPlan['entry'] = { again: 'after', hours: 6 };
const stands = (active: string | null): Place => ({ active, lastEnteredAt: nine });

it.each<[string, JourneyPlan['entry'], Place | null, number, Entry]>([
  ['for the first time', never, null, 0, { key: 'once' }],
  ['again, where once is enough, while in it', never, stands('run'), 0, { refused: 'once' }],
  ['again, where once is enough, having left', never, stands(null), 0, { refused: 'once' }],
  ['for another cause while in it', each, stands('run'), 0, { refused: 'running' }],
  ['for another cause, having left', each, stands(null), 0, { key: 'cause' }],
  ['a millisecond too soon', after, stands(null), -1, { refused: 'too_soon' }],
  ['when the time is over', after, stands(null), 0, { key: 'cause' }],
  ['when the time is over, still in it', after, stands('run'), 0, { refused: 'running' }],
])('comes %s', (_what, rule, place, lateMs, entry) => {
  expect(entryOf(rule, place, 'cause', addMs(fifteen, lateMs))).toEqual(entry);
});
