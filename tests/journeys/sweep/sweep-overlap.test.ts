import { instant, MINUTE_MS, type Instant } from '@contracts/primitives/time';
import type { CollectionName } from '../../../cloudfunctions/kit/store/schema';
import { DUE_WORK } from '../../../cloudfunctions/kit/store/wake';
import { runSchedule } from '../../../cloudfunctions/sweep/run-schedule';
import type { LocalCloud } from '../../../local/server';
import { NOON, startJourney } from '../../stage/stage';
import { partOf, stopwatch, timerCallOf } from '../../stage/sweep-stage';
import { conductor, inSteps, notesInMemory, orders, type Notes, type Run, type Step } from './overlap-stage';

/** How much a run makes, as long as it has not. */
type Makes = Record<Run, { left: number }>;

/**
 * Two runs of one sweep at once, in every order of their steps. What one of them writes into the sweep's own collections bears no
 * mark: whatever the other saw, and whichever of them saves last or dies, the next minute finds it.
 */
describe('of two sweeps at once', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startJourney();
  });
  afterAll(() => cloud.close());

  /** When each piece of work is due, and how many were done. */
  const work: Instant[] = [];
  let done = 0;
  const first = () => (work.length > 0 ? instant(Math.min(...work)) : null);
  const nobody: Step = async () => undefined;

  /** A part that makes work, and before it the one whose work that is. */
  async function sweep(notes: Notes, makes = { left: 0 }, step = nobody): Promise<void> {
    const woken = new Set<CollectionName>();
    const worker = partOf(
      'worker',
      async ({ now }) => {
        await step();
        done += work.filter((at) => at <= now).length;
        work.splice(0, work.length, ...work.filter((at) => at > now));
        return {};
      },
      {
        sources: [
          {
            collection: 'reminders',
            async earliest() {
              await step();
              return first();
            },
          },
        ],
      },
    );
    const maker = partOf(
      'maker',
      async ({ now }) => {
        await step();
        work.push(now);
        woken.add('reminders');
        makes.left -= 1;
        return {};
      },
      { sources: [{ collection: 'members', earliest: async ({ now }) => (makes.left > 0 ? now : null) }] },
    );
    const call = timerCallOf(cloud);
    await runSchedule(
      { ...call, store: inSteps(call.store, notes, step) },
      { name: 'sweep', parts: [worker, maker] },
      { ...stopwatch(), woken, renewSettings: async () => undefined },
    );
  }

  const inMinute = async (minute: number, notes: Notes): Promise<void> => {
    cloud.moveClock(NOON + minute * MINUTE_MS);
    await sweep(notes);
  };

  async function play(notes: Notes, order: readonly Run[], makes: Makes, dies = false): Promise<void> {
    const { step, end, died } = conductor(order, dies);
    const run = async (name: Run): Promise<void> => {
      await sweep(notes, makes[name], () => step(name));
      end(name);
    };
    const [former, latter] = [run('first'), run('second')];
    await Promise.all([Promise.race([former, died]), latter]);
    const made = work.length + done;
    await inMinute(1, notes);
    expect({ order, done, work }).toEqual({ order, done: made, work: [] });
    // And then it is quiet again.
    await inMinute(2, notes);
    await inMinute(3, notes);
    const before = await notes.get(DUE_WORK);
    expect({ order, before }).toMatchObject({ order, before: { sweep: { unfinished: false } } });
    await inMinute(4, notes);
    expect({ order, after: await notes.get(DUE_WORK) }).toEqual({ order, after: before });
  }

  /** Both parts ran a minute ago, so both are looked at. */
  async function begin(notes: Notes, hasNotes = true): Promise<Notes> {
    work.splice(0);
    cloud.moveClock(NOON - MINUTE_MS);
    if (hasNotes) await sweep(notes, { left: 1 });
    work.splice(0);
    done = 0;
    cloud.moveClock(NOON);
    return notes;
  }
  const making = (former: number, latter: number): Makes => ({
    first: { left: former },
    second: { left: latter },
  });

  it.each([
    ['the first writes, the second finds nothing', 1, 0, [5, 3], true],
    ['both write', 1, 1, [5, 5], true],
    ['there were no notes before', 1, 1, [5, 5], false],
  ] as const)('none hides what the other left: %s', async (_, former, latter, [steps, others], hasNotes) => {
    for (const order of orders(steps, others))
      await play(await begin(notesInMemory(), hasNotes), order, making(former, latter));
  });

  it.each([
    ['finds nothing', 0, 3],
    ['writes too', 1, 5],
  ])('one that dies at any step hides nothing: the other %s', async (_, latter, others) => {
    for (const steps of [1, 2, 3, 4, 5])
      for (const order of orders(steps, others))
        await play(await begin(notesInMemory()), order, making(1, latter), true);
  });

  it('the database keeps the notes as these orders assume', async () => {
    const notes = timerCallOf(cloud).store.dueWork;
    for (const order of orders(5, 5).filter((_, place) => place % 12 === 0)) {
      await cloud.database.environment(cloud.env).remove('dueWork', {}, true);
      await play(await begin(notes), order, making(1, 1));
    }
  });
});
