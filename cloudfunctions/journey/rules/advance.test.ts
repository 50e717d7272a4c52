import type { JourneyNode, JourneyPlan } from '../../../contracts/journey/journey-graph';
import { addMs, DAY_MS, instant, MINUTE_MS } from '../../../contracts/primitives/time';
import { advance, atStart, pastAct, type Position, type World } from './advance';
import { movedTo } from './migration';

const now = instant(Date.parse('2026-03-02T09:00:00+08:00'));
const planOf = (...nodes: JourneyNode[]): JourneyPlan => ({
  trigger: { on: 'hand' },
  filter: null,
  entry: { again: 'never' },
  goal: null,
  exitWhen: null,
  mostRounds: 3,
  priority: 5,
  start: nodes[0]?.id ?? 'none',
  nodes,
});
const tag = (id: string, next: string | null): JourneyNode => ({
  do: 'tag',
  id,
  tag: '新客',
  put: true,
  next,
});
const day = (id: string, next: string | null): JourneyNode => ({
  do: 'wait',
  id,
  until: { kind: 'for', minutes: 1440 },
  next,
  late: null,
});
const world = (changed: Partial<World> = {}): World => ({
  now,
  ways: {},
  runId: 'run',
  days: { birthday: null, joined: null, lastOrder: null, pointsExpire: null, couponsExpire: null },
  holds: () => true,
  happened: () => false,
  ...changed,
});

it('a wait is an instant that does not move, whoever looks and how often', () => {
  const plan = planOf(day('wait', 'tag'), tag('tag', null));
  const first = advance(plan, atStart(plan), world());
  expect(first).toMatchObject({ to: 'wait', until: addMs(now, DAY_MS) });
  const later = advance(plan, first.position, world({ now: addMs(now, DAY_MS - 1) }));
  expect(later).toMatchObject({ to: 'wait', until: addMs(now, DAY_MS) });
  expect(advance(plan, later.position, world({ now: addMs(now, DAY_MS) }))).toMatchObject({
    to: 'act',
    key: 'run:tag:1',
  });
});

it('what it waits for leads one way, its time-out the other; at the last moment what happened counts', () => {
  const plan = planOf(
    {
      do: 'wait',
      id: 'wait',
      until: { kind: 'fact', fact: 'paid', withinMinutes: 60 },
      next: 'a',
      late: 'b',
    },
    tag('a', null),
    tag('b', null),
  );
  const { position } = advance(plan, atStart(plan), world());
  const end = addMs(now, 60 * MINUTE_MS);
  const went = (changed: Partial<World>) => advance(plan, position, world(changed)).position.node;
  expect(went({ now: addMs(end, -1) })).toBe('wait');
  expect(went({ now: addMs(end, -1), happened: () => true })).toBe('a');
  expect(went({ now: end, happened: () => true })).toBe('a');
  expect(went({ now: end })).toBe('b');
  expect(went({ now: end, happened: (fact, since) => fact === 'paid' && since > now })).toBe('b');
});

it('goes round as often as it may, each round under a key of its own', () => {
  const plan = planOf(tag('tag', 'wait'), day('wait', 'tag'));
  const keys: string[] = [];
  let position: Position = atStart(plan);
  let at = now;
  for (let turn = 0; turn < 20; turn += 1) {
    const went = advance(plan, position, world({ now: at }));
    position = went.position;
    if (went.to === 'end') {
      expect(went.how).toBe('too_many_rounds');
      break;
    }
    if (went.to === 'act') {
      keys.push(went.key);
      position = pastAct(position, went.node);
    } else at = went.until;
  }
  expect(keys).toEqual(['run:tag:1', 'run:tag:2', 'run:tag:3']);
});

it('a condition and a split are passed at once; a split sends each run the same way every time', () => {
  const plan = planOf(
    { do: 'if', id: 'if', rule: { if: 'tags', min: 1, max: null }, yes: 'split', no: null },
    {
      do: 'split',
      id: 'split',
      arms: [
        { percent: 30, next: 'a' },
        { percent: 70, next: 'b' },
      ],
    },
    tag('a', null),
    tag('b', null),
  );
  expect(advance(plan, atStart(plan), world({ holds: () => false }))).toMatchObject({
    to: 'end',
    how: 'ended',
  });
  const arms = Array.from({ length: 4000 }, (_, n) => {
    const went = () => advance(plan, atStart(plan), world({ runId: `run-${n}` })).position.node;
    expect(went()).toBe(went());
    return went();
  });
  const share = arms.filter((node) => node === 'a').length / arms.length;
  // Four standard errors of 30 % among 4000.
  expect(Math.abs(share - 0.3)).toBeLessThan(0.029);
});

describe('another version is published', () => {
  const waiting: Position = {
    node: 'wait',
    visits: { wait: 1 },
    waiting: { since: now, until: addMs(now, DAY_MS) },
  };
  const later = (
    version: number,
    running: 'finish' | { mapping: Record<string, string> },
    ...nodes: JourneyNode[]
  ) => ({
    version,
    plan: planOf(...nodes),
    running,
  });
  it('and runs finish on theirs, also when the one after it would move them', () => {
    expect(
      movedTo(1, waiting, [
        later(2, 'finish', day('wait', null)),
        later(3, { mapping: {} }, day('wait', null)),
      ]),
    ).toEqual({ version: 1, position: waiting });
  });
  it('and a wait keeps its moment where it goes on', () => {
    expect(movedTo(1, waiting, [later(2, { mapping: { wait: 'pause' } }, day('pause', null))])).toEqual({
      version: 2,
      position: { node: 'pause', visits: { wait: 1, pause: 1 }, waiting: waiting.waiting },
    });
  });
  it('and one whose node is gone ends', () => {
    expect(movedTo(1, waiting, [later(2, { mapping: {} }, tag('tag', null))])).toEqual({ nowhere: true });
  });
});
