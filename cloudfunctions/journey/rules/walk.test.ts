import type { JourneyNode, JourneyPlan } from '../../../contracts/journey/journey-graph';
import { instant, type Instant } from '../../../contracts/primitives/time';
import { walk, type Walker } from './walk';

const at = (text: string): Instant => instant(Date.parse(`${text.replace(' ', 'T')}:00+08:00`));
/** A Monday. */
const from = at('2026-03-02 21:30');
const china = (moment: number): string =>
  new Date(moment + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');

const planOf = (nodes: JourneyNode[], changed: Partial<JourneyPlan> = {}): JourneyPlan => ({
  trigger: { on: 'hand' },
  filter: null,
  entry: { again: 'never' },
  goal: null,
  exitWhen: null,
  mostRounds: 3,
  priority: 5,
  start: nodes[0]?.id ?? 'none',
  nodes,
  ...changed,
});
const say = (id: string, next: string | null): JourneyNode => ({
  do: 'message',
  id,
  fallback: { title: '欢迎', body: '常来' },
  texts: [],
  capped: 'hold',
  usefulMinutes: 1440,
  next,
});
const wait = (id: string, until: Extract<JourneyNode, { do: 'wait' }>['until'], next: string, late: string) =>
  ({ do: 'wait', id, until, next, late }) satisfies JourneyNode;
const walker = (changed: Partial<Walker> = {}): Walker => ({
  id: 'one',
  days: () => ({
    birthday: '03-05',
    joined: from,
    lastOrder: null,
    pointsExpire: null,
    couponsExpire: null,
  }),
  holds: () => false,
  happens: new Set(),
  quiet: { fromMinute: 22 * 60, toMinute: 8 * 60 },
  ...changed,
});
const told = (plan: JourneyPlan, who = walker()) => {
  const { steps, endsAt, how } = walk(plan, who, from);
  return [...steps.map((step) => `${china(step.at)} ${step.node} ${step.what}`), `${china(endsAt)} ${how}`];
};

const buys = wait('buys', { kind: 'fact', fact: 'paid', withinMinutes: 1440 }, 'yes', 'no');

it.each<[string, JourneyPlan, Walker, string[]]>([
  [
    'is sent, waits, and is held by the quiet hours until the morning',
    planOf([
      say('hello', 'hour'),
      wait('hour', { kind: 'for', minutes: 60 }, 'later', 'later'),
      say('later', null),
    ]),
    walker(),
    [
      '03-02 21:30 hello message',
      '03-02 22:30 hour waited',
      '03-02 22:30 later held_quiet',
      '03-03 08:00 later message',
      '03-03 08:00 ended',
    ],
  ],
  [
    'goes on when what it listens for is taken to happen',
    planOf([buys, say('yes', null), say('no', null)]),
    walker({ happens: new Set(['paid']) }),
    ['03-02 21:30 buys happened', '03-02 21:30 yes message', '03-02 21:30 ended'],
  ],
  [
    'goes the other way when nothing happens',
    planOf([buys, say('yes', null), say('no', null)]),
    walker(),
    ['03-03 21:30 buys timed_out', '03-03 21:30 no message', '03-03 21:30 ended'],
  ],
  [
    'waits for a day of theirs',
    planOf([
      wait(
        'day',
        { kind: 'date', of: { member: 'birthday' }, offsetDays: 0, atMinute: 540, past: 'skip' },
        'hello',
        'hello',
      ),
      say('hello', null),
    ]),
    walker(),
    ['03-05 09:00 day waited', '03-05 09:00 hello message', '03-05 09:00 ended'],
  ],
  [
    'ends at the goal',
    planOf([wait('day', { kind: 'for', minutes: 60 }, 'hello', 'hello'), say('hello', null)], {
      goal: { fact: 'paid', withinMinutes: 120 },
    }),
    walker({ happens: new Set(['paid']) }),
    ['03-02 22:30 goal'],
  ],
  [
    'leaves when the exit holds by then',
    planOf([wait('day', { kind: 'for', minutes: 60 }, 'hello', 'hello'), say('hello', null)], {
      exitWhen: { if: 'tags', min: 1, max: null },
    }),
    walker({ holds: (_rule, moment) => moment > from }),
    ['03-02 22:30 exited'],
  ],
])('a walk %s', (_what, plan, who, lines) => {
  expect(told(plan, who)).toEqual(lines);
});

it('rounds end where those of a run do', () => {
  const plan = planOf([say('hello', 'day'), wait('day', { kind: 'for', minutes: 1440 }, 'hello', 'hello')]);
  const { how, steps } = walk(plan, walker(), from);
  expect(how).toBe('too_many_rounds');
  expect(steps.filter(({ what }) => what === 'message')).toHaveLength(plan.mostRounds);
});
