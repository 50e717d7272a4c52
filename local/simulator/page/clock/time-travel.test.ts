import { travelBy, travelTo, travelToNextEvent, type TravelCloud } from './time-travel';

/** A cloud whose timers run everything that is due, unless the event is one that stays. */
function cloudWith(events: number[], { stubborn = false } = {}) {
  let now = 1000;
  let waiting = [...events];
  const ran: { event: number; at: number }[] = [];
  const cloud: TravelCloud = {
    clock: async () => ({ now }),
    setClock: async (at) => {
      now = at;
    },
    nextEvent: async () => ({ at: waiting.length > 0 ? Math.min(...waiting) : null, what: '' }),
    runTimers: async () => {
      ran.push(...waiting.filter((event) => event <= now).map((event) => ({ event, at: now })));
      if (!stubborn) waiting = waiting.filter((event) => event > now);
    },
  };
  return { cloud, ran, now: () => now };
}

test('every event on the way happens at its own moment', async () => {
  const { cloud, ran, now } = cloudWith([1500, 2500, 9000]);
  expect(await travelBy(cloud, 2000)).toBe(2);
  expect(ran).toEqual([
    { event: 1500, at: 1500 },
    { event: 2500, at: 2500 },
  ]);
  expect(now()).toBe(3000);
});

test('an event exactly at the target happens', async () => {
  const { cloud, ran } = cloudWith([3000]);
  await travelTo(cloud, 3000);
  expect(ran).toEqual([{ event: 3000, at: 3000 }]);
});

test('what is overdue happens before time moves on', async () => {
  const { cloud, ran } = cloudWith([500, 1500]);
  await travelBy(cloud, 1000);
  expect(ran).toEqual([
    { event: 500, at: 1000 },
    { event: 1500, at: 1500 },
  ]);
});

test('to the next event and not further; nothing waiting moves nothing', async () => {
  const busy = cloudWith([1500, 2500]);
  expect(await travelToNextEvent(busy.cloud)).toBe(1);
  expect(busy.now()).toBe(1500);
  const idle = cloudWith([]);
  expect(await travelToNextEvent(idle.cloud)).toBe(0);
  expect(idle.now()).toBe(1000);
});

test('an event that never goes away does not hold the clock', async () => {
  const { cloud, now } = cloudWith([1500], { stubborn: true });
  await travelBy(cloud, 2000);
  expect(now()).toBe(3000);
});
