import { journeyPlan } from '../../../contracts/journey/journey-graph';
import { instant } from '../../../contracts/primitives/time';
import { builtIns } from '../../audience/segments/built-in';
import { graphProblems } from '../rules/graph-problems';
import { recipes } from './recipes';
import { walk } from '../rules/walk';

const NINE = instant(Date.parse('2026-03-02T09:00:00+08:00'));
const days = { birthday: '03-20', joined: NINE, lastOrder: null, pointsExpire: null, couponsExpire: null };

it('has the moments every shop knows, each once', () => {
  expect(recipes.map(({ id }) => id)).toEqual([
    'welcome',
    'first-order',
    'second-order',
    'coupon-ending',
    'quiet',
    'birthday',
  ]);
});

describe.each(recipes.map((recipe) => [recipe.id, recipe] as const))('%s', (_id, { name, plan }) => {
  it('can be published as it is', () => {
    expect(journeyPlan().safeParse(plan).success).toBe(true);
    expect(graphProblems(plan)).toEqual([]);
    expect(name.length).toBeLessThanOrEqual(20);
  });

  it('begins with a segment every shop has', () => {
    const { trigger } = plan;
    if (trigger.on !== 'segment') return expect(trigger.on).toBe('fact');
    expect(builtIns.map(({ _id }) => _id)).toContain(trigger.segmentId);
  });

  it('ends by itself, and tells nobody at night', () => {
    const walker = {
      id: 'one',
      days: () => days,
      holds: () => false,
      happens: new Set<never>(),
      quiet: { fromMinute: 22 * 60, toMinute: 8 * 60 },
    };
    const { steps, how } = walk(plan, walker, NINE);
    expect(how).toBe('ended');
    const messages = steps.filter(({ what }) => what === 'message');
    expect(messages.length).toBeGreaterThan(0);
    for (const { at } of messages) {
      const hour = new Date(at + 8 * 3_600_000).getUTCHours();
      expect(hour >= 9 && hour <= 18).toBe(true);
    }
    expect(steps.some(({ what }) => what.startsWith('held'))).toBe(false);
  });
});
