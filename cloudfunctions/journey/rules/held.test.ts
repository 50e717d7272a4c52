import { addMs, instant, MINUTE_MS, type Instant } from '../../../contracts/primitives/time';
import { heldBy, type Held, type Wanting } from './held';

const at = (text: string): Instant => instant(Date.parse(`${text.replace(' ', 'T')}:00+08:00`));
const due = at('2026-03-02 20:00');
const wanting = (changed: Partial<Omit<Wanting, 'node'>> & Partial<Wanting['node']>): Wanting => ({
  dueAt: changed.dueAt ?? due,
  node: { capped: changed.capped ?? 'hold', usefulMinutes: changed.usefulMinutes ?? 24 * 60 },
  quiet: { fromMinute: 22 * 60, toMinute: 8 * 60 },
  room: changed.room ?? { day: 3, ofKind: 1 },
  reminders: changed.reminders ?? 0,
  before: changed.before ?? 0,
});
const none = { day: 3, ofKind: 0 };
const morning = at('2026-03-03 09:00');

it.each<[string, Parameters<typeof wanting>[0], string, Held]>([
  ['with room', {}, '2026-03-02 20:00', { act: 'send', silent: null }],
  ['a minute before the quiet', {}, '2026-03-02 21:59', { act: 'send', silent: null }],
  ['in the quiet', {}, '2026-03-02 22:00', { act: 'hold', until: at('2026-03-03 08:00'), why: 'quiet' }],
  [
    'in the quiet, past its use by morning',
    { usefulMinutes: 300 },
    '2026-03-02 22:00',
    { act: 'send', silent: 'quiet' },
  ],
  ['after its use', { usefulMinutes: 60 }, '2026-03-02 21:00', { act: 'advance', why: 'useless' }],
  [
    'a minute before its use is over',
    { usefulMinutes: 60 },
    '2026-03-02 20:59',
    { act: 'send', silent: null },
  ],
  ['capped', { room: none }, '2026-03-02 20:00', { act: 'hold', until: morning, why: 'capped' }],
  [
    'capped, to advance',
    { room: none, capped: 'advance' },
    '2026-03-02 20:00',
    { act: 'advance', why: 'capped' },
  ],
  ['capped, to leave', { room: none, capped: 'exit' }, '2026-03-02 20:00', { act: 'exit', why: 'capped' }],
  [
    'capped and of no use tomorrow',
    { room: none, usefulMinutes: 180 },
    '2026-03-02 20:00',
    { act: 'advance', why: 'useless' },
  ],
  [
    'on a day that is full',
    { room: { day: 0, ofKind: 2 } },
    '2026-03-02 20:00',
    { act: 'hold', until: morning, why: 'capped' },
  ],
  [
    'with room for the reminders of the day and one more',
    { reminders: 2 },
    '2026-03-02 20:00',
    { act: 'send', silent: null },
  ],
  [
    'with room for the reminders of the day only',
    { reminders: 3 },
    '2026-03-02 20:00',
    { act: 'hold', until: morning, why: 'reminders' },
  ],
  [
    'of no use after the day of reminders',
    { reminders: 3, usefulMinutes: 180 },
    '2026-03-02 20:00',
    { act: 'advance', why: 'useless' },
  ],
  [
    'behind the reminders, to leave',
    { reminders: 3, capped: 'exit' },
    '2026-03-02 20:00',
    { act: 'exit', why: 'reminders' },
  ],
  [
    'behind reminders and a higher one',
    { room: { day: 3, ofKind: 2 }, reminders: 2, before: 1 },
    '2026-03-02 20:00',
    { act: 'hold', until: morning, why: 'priority' },
  ],
  [
    'behind a higher one',
    { room: { day: 3, ofKind: 1 }, before: 1 },
    '2026-03-02 20:00',
    { act: 'hold', until: morning, why: 'priority' },
  ],
  [
    'behind a higher one with room for both',
    { room: { day: 3, ofKind: 2 }, before: 1 },
    '2026-03-02 20:00',
    { act: 'send', silent: null },
  ],
])('a message %s', (_what, changed, now, held) => {
  expect(heldBy(wanting(changed), at(now))).toEqual(held);
});

it('is of use until the very minute', () => {
  expect(heldBy(wanting({ usefulMinutes: 10 }), addMs(due, 10 * MINUTE_MS - 1)).act).toBe('send');
  expect(heldBy(wanting({ usefulMinutes: 10 }), addMs(due, 10 * MINUTE_MS)).act).toBe('advance');
});
