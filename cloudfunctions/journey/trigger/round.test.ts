import { instant, type Instant } from '../../../contracts/primitives/time';
import { nextRound } from './round';

const at = (text: string): Instant => instant(Date.parse(`${text.replace(' ', 'T')}+08:00`));

// 2 March 2026 is a Monday; before 08:00 it is still the day before in Greenwich.
it.each<[string, number, number[], string, string]>([
  ['every day, before it', 600, [], '2026-03-02 09:59:00', '2026-03-02 10:00:00'],
  ['every day, in the very minute', 600, [], '2026-03-02 10:00:00', '2026-03-03 10:00:00'],
  ['every day, a second before', 600, [], '2026-03-02 09:59:59', '2026-03-02 10:00:00'],
  ['on Mondays, after it', 600, [1], '2026-03-02 10:00:00', '2026-03-09 10:00:00'],
  ['on Mondays and Thursdays', 600, [1, 4], '2026-03-02 10:00:00', '2026-03-05 10:00:00'],
  ['on Tuesdays at 07:00 of China', 420, [2], '2026-03-02 23:00:00', '2026-03-03 07:00:00'],
  ['at midnight', 0, [], '2026-03-02 23:59:30', '2026-03-03 00:00:00'],
])('%s', (_what, atMinute, weekdays, after, next) => {
  const trigger = { on: 'schedule', segmentId: 'seg_everyone', atMinute, weekdays } as const;
  expect(nextRound({ ...trigger, weekdays }, at(after))).toBe(at(next));
});

it('what has no clock has no round', () => {
  expect(nextRound({ on: 'hand' }, at('2026-03-02 10:00:00'))).toBeNull();
});
