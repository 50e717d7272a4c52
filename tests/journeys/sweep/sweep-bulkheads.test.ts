import { MINUTE_MS } from '@contracts/primitives/time';
import { schedule as memberSchedule } from '../../../cloudfunctions/member-sweep';
import { schedule as paymentSchedule } from '../../../cloudfunctions/payment-sweep';
import { schedule as mainSchedule } from '../../../cloudfunctions/sweep';
import { WORK_MS } from '../../../cloudfunctions/sweep/run-schedule';
import type { LocalCloud } from '../../../local/server';
import { documentsOf, NOON, phoneOf, startJourney } from '../../stage/stage';
import { partOf, stopwatch, sweepWith } from '../../stage/sweep-stage';

/** What goes wrong in one part of the sweep stays there. */
describe('the sweep has bulkheads', () => {
  let cloud: LocalCloud;
  beforeEach(async () => {
    cloud = await startJourney();
  });
  afterEach(() => cloud.close());

  let log: jest.SpyInstance;
  beforeEach(() => {
    log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  });
  afterEach(() => log.mockRestore());

  const nextMinute = () => cloud.moveClock(cloud.clock.now() + MINUTE_MS);
  const ran: string[] = [];
  beforeEach(() => ran.splice(0));
  const good = (name: string, more = {}) =>
    partOf(
      name,
      async () => {
        ran.push(name);
        return { [name]: 1 };
      },
      more,
    );

  it.each([mainSchedule, paymentSchedule, memberSchedule])(
    'every part of $name has its guaranteed slice of every minute',
    ({ parts }) => {
      expect(parts.length).toBeGreaterThan(0);
      expect(parts.reduce((sum, { budgetMs }) => sum + budgetMs, 0)).toBeLessThanOrEqual(WORK_MS);
    },
  );

  it('no two parts of any sweep are called the same: alarms and budgets go by the name', () => {
    const names = [mainSchedule, paymentSchedule, memberSchedule]
      .flatMap(({ parts }) => parts)
      .map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('a part that throws, at once or later, does not stop the others', async () => {
    const report = await sweepWith(cloud, [
      partOf('throws', () => {
        throw new Error('at once');
      }),
      good('one'),
      partOf('rejects', async () => {
        await Promise.resolve();
        throw new Error('later');
      }),
      good('two'),
    ]);
    expect(report).toMatchObject({ one: 1, two: 1, failedParts: 'throws rejects' });
  });

  it('a part that never answers is left behind when its budget and the grace are over', async () => {
    const watch = stopwatch();
    const hangs = partOf('hangs', () => {
      queueMicrotask(() => watch.pass(7_001));
      return new Promise<never>(() => undefined);
    });
    const report = await sweepWith(cloud, [hangs, good('after')], watch);
    expect(report).toMatchObject({ after: 1, failedParts: 'hangs' });
  });

  it.each([
    ['who was welcomed before', true],
    ['whom nobody welcomes, for that is broken, too', false],
  ])(
    'reminders of %s go out on time though every other part throws and the first one hangs',
    async (_, isWelcomed) => {
      const lin = phoneOf(cloud, 'shopper-lin');
      await lin.member.join({ leaderCode: null, phoneCode: null });
      await lin.allowReminders();
      nextMinute();
      if (isWelcomed) await sweepWith(cloud, mainSchedule.parts);
      expect(documentsOf(cloud, 'members')).toMatchObject([{ welcomePoints: isWelcomed ? 'done' : 'due' }]);
      const watch = stopwatch();
      const [first] = mainSchedule.parts;
      const broken = mainSchedule.parts.map((part) =>
        part.name === 'reminders'
          ? part
          : partOf(
              part.name,
              () => {
                if (part !== first) throw new Error('broken');
                queueMicrotask(() => watch.pass(part.budgetMs + 6_001));
                return new Promise<never>(() => undefined);
              },
              { budgetMs: part.budgetMs },
            ),
      );
      // 30 minutes before the end of the coupon of two hours.
      cloud.moveClock(NOON + 90 * MINUTE_MS - 1);
      await sweepWith(cloud, broken, watch);
      expect(lin.serviceNotifications()).toHaveLength(0);
      cloud.moveClock(NOON + 90 * MINUTE_MS);
      watch.reset();
      await sweepWith(cloud, broken, watch);
      expect(lin.serviceNotifications()).toHaveLength(1);
    },
  );

  it('a part works until its budget is over, and what time is left goes round among those with work left', async () => {
    const watch = stopwatch();
    let left = 100;
    const long = partOf('long', async ({ outOfTime }) => {
      let done = 0;
      while (left > 0 && !outOfTime()) {
        left -= 1;
        done += 1;
        watch.pass(100);
      }
      ran.push(`long ${done}`);
      return { long: done };
    });
    const report = await sweepWith(cloud, [long, good('short')], watch);
    expect(ran.slice(0, 2)).toEqual(['long 11', 'short']);
    expect(report).toMatchObject({ long: 100, short: 1, stoppedParts: '' });
  });

  it('after a sweep without time for all, each part comes first within as many minutes', async () => {
    const watch = stopwatch();
    const names = ['a', 'b', 'c', 'd'];
    const greedy = names.map((name) =>
      partOf(
        name,
        async () => {
          ran.push(name);
          watch.pass(WORK_MS);
          return {};
        },
        { budgetMs: WORK_MS },
      ),
    );
    await sweepWith(cloud, greedy, watch);
    expect(ran).toEqual(['a']);
    for (let minute = 0; minute < names.length; minute += 1) {
      nextMinute();
      watch.reset();
      await sweepWith(cloud, greedy, watch);
    }
    expect(new Set(ran.slice(1))).toEqual(new Set(names));
  });

  it('a sweep that is killed begins with another part the next time', async () => {
    const watch = stopwatch();
    const dies = partOf('dies', async () => {
      ran.push('dies');
      cloud.faults.apply({ target: 'database', nth: 1, onwards: true, kind: 'drop' });
      return {};
    });
    const parts = [dies, good('b'), good('c')];
    for (let minute = 0; minute < 3; minute += 1) {
      cloud.faults.clear();
      await sweepWith(cloud, parts, watch);
      nextMinute();
    }
    cloud.faults.clear();
    expect(ran[0]).toBe('dies');
    expect(ran.filter((_, n) => n % 3 === 0)).not.toEqual(['dies', 'dies', 'dies']);
  });

  it('what needs no minute runs every ten', async () => {
    const parts = [good('minutely'), good('seldom', { every: 10 * MINUTE_MS })];
    for (let minute = 0; minute < 20; minute += 1) {
      await sweepWith(cloud, parts);
      nextMinute();
    }
    expect(ran.filter((name) => name === 'minutely')).toHaveLength(20);
    expect(ran.filter((name) => name === 'seldom')).toHaveLength(2);
  });
});
