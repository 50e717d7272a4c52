import { createClock } from './clock';
import { parseCron } from './functions/cron';
import { createTimers, timerEvent } from './timers';
import type { Firing } from './timers';

const START = Date.UTC(2026, 0, 1, 0, 0, 30);
const MINUTE = 60_000;

function everyMinute() {
  const clock = createClock({ frozenAt: START });
  const fired: Firing[] = [];
  const timers = createTimers({
    clock,
    triggers: () => [
      { functionName: 'sweep', name: 'minutely', cron: parseCron('0 * * * * * *') },
      { functionName: 'sweep', name: 'hourly', cron: parseCron('0 0 * * * * *') },
    ],
    fire: async (firing) => {
      fired.push({ ...firing, at: clock.now() });
      return { result: null };
    },
  });
  return { clock, timers, fired };
}

it('runs nothing before it is due, and nothing twice', async () => {
  const { clock, timers } = everyMinute();
  clock.advance(29_999);
  expect(await timers.run()).toEqual([]);
  clock.advance(1);
  expect(await timers.run()).toHaveLength(1);
  expect(await timers.run()).toEqual([]);
});

it('catches up once per trigger at the new time after a jump', async () => {
  const { clock, timers, fired } = everyMinute();
  clock.advance(3 * 3_600_000);
  await timers.run();
  expect(fired.map(({ trigger, at }) => [trigger, at - START])).toEqual([
    ['minutely', 3 * 3_600_000],
    ['hourly', 3 * 3_600_000],
  ]);
});

it('after a jump what fell due later waits for what fell due before it', async () => {
  const clock = createClock({ frozenAt: START });
  const events: string[] = [];
  const fire = async ({ functionName }: Firing) => {
    events.push(`${functionName} begins`);
    await Promise.resolve();
    events.push(`${functionName} ends`);
    return { result: null };
  };
  const trigger = (functionName: string, cron: string) => ({
    functionName,
    name: 't',
    cron: parseCron(cron),
  });
  const triggers = () => [trigger('second', '15 * * * * * *'), trigger('first', '45 * * * * * *')];
  const timers = createTimers({ clock, triggers, fire });
  clock.advance(MINUTE);
  await timers.run();
  expect(events).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
});

it('steps through every due minute when asked, each at its own time, and ends at the present', async () => {
  const { clock, timers, fired } = everyMinute();
  clock.advance(3 * MINUTE);
  await timers.run({ every: true });
  expect(fired.map(({ at }) => (at - START) / 1000)).toEqual([30, 90, 150]);
  expect(clock.now()).toBe(START + 3 * MINUTE);
  expect(await timers.run()).toEqual([]);
});

it('starts afresh when the clock was set back', async () => {
  const { clock, timers } = everyMinute();
  clock.advance(-10 * MINUTE);
  expect(await timers.run()).toEqual([]);
  clock.advance(MINUTE);
  expect(await timers.run()).toHaveLength(1);
});

it('never overlaps two runs', async () => {
  const { clock, timers } = everyMinute();
  clock.advance(MINUTE);
  const [first, second] = await Promise.all([timers.run(), timers.run()]);
  expect([first.length, second.length]).toEqual([1, 0]);
});

it('tells the function what CloudBase tells it', () => {
  expect(timerEvent({ functionName: 'sweep', trigger: 'minutely', at: START })).toEqual({
    Type: 'Timer',
    TriggerName: 'minutely',
    Time: '2026-01-01T00:00:30.000Z',
    Message: '',
  });
});
