import { platformVariables } from '../../../local/cloudbase/functions/instance/platform-variables';
import { startDemoCloud } from '../../../local/seed/demo-cloud';
import type { LocalCloud } from '../../../local/server';
import { addMs, instant, type Instant } from '../../../contracts/primitives/time';
import { newMemberId } from '../ids/new-id';
import { openStore } from '../store/store';
import { foldFacts, READABLE_AFTER_MS } from './fold-facts';
import { newFact } from './new-fact';

let cloud: LocalCloud;
const store = openStore({ databaseCalls: 0 }, 'write');
const start = instant(1_800_000_000_000);
const memberId = newMemberId(start);

beforeAll(async () => {
  cloud = await startDemoCloud({ location: ':memory:' });
  Object.assign(process.env, platformVariables(cloud.env, `${cloud.url}/admin`));
});
beforeEach(() => cloud.reset());
afterAll(() => cloud.close());

const tell = (cause: string, now: Instant) =>
  store.facts.insert(newFact({ kind: 'paid', cause, memberId, at: now, now }));

/** A consumer that remembers what it was handed, in order. */
function consumer(name = 'test') {
  const seen: string[] = [];
  const run = (now: Instant, outOfTime = () => false) =>
    foldFacts({ store, now, outOfTime }, name, async (facts) => {
      seen.push(...facts.map(({ _id }) => _id));
    });
  return { seen, run };
}

const readable = addMs(start, READABLE_AFTER_MS);

describe('a consumer of facts', () => {
  it('sees each once, in the order they were written, and nothing when there is nothing new', async () => {
    await tell('b', addMs(start, 1));
    await tell('a', addMs(start, 1));
    await tell('c', start);
    const { seen, run } = consumer();
    expect(await run(addMs(readable, 1))).toBe(3);
    expect(seen).toEqual(['paid:c', 'paid:a', 'paid:b']);
    expect(await run(addMs(readable, 60_000))).toBe(0);
  });

  it.each([
    [-1, 0],
    [0, 1],
  ])('sees a fact %d ms after it can be read: %d', async (later, count) => {
    await tell('a', start);
    expect(await consumer().run(addMs(readable, later))).toBe(count);
  });

  it('does not miss what a slower call commits behind a faster one', async () => {
    await tell('fast', addMs(start, 50_000));
    const { seen, run } = consumer();
    await run(addMs(start, 55_000));
    // Began first, commits last, within the longest time limit.
    await tell('slow', start);
    await run(addMs(start, 50_000 + READABLE_AFTER_MS));
    expect(seen).toEqual(['paid:slow', 'paid:fast']);
  });

  it('goes on from where it stopped when its time is over, and after a crash hands the open batch again', async () => {
    for (let n = 100; n < 550; n += 1) await tell(`${n}`, start);
    const { seen, run } = consumer();
    let batches = 0;
    const oneBatch = () => batches++ > 0;
    expect(await run(readable, oneBatch)).toBe(200);
    await expect(
      foldFacts({ store, now: readable, outOfTime: () => false }, 'test', () =>
        Promise.reject(new Error('killed')),
      ),
    ).rejects.toThrow('killed');
    expect(await run(readable)).toBe(250);
    expect(new Set(seen).size).toBe(450);
    expect(seen).toHaveLength(450);
  });

  it('has a position of its own', async () => {
    await tell('a', start);
    expect(await consumer('one').run(readable)).toBe(1);
    expect(await consumer('two').run(readable)).toBe(1);
  });

  it('of which two run at once does not lose its place: what both fold is the same', async () => {
    for (let n = 100; n < 400; n += 1) await tell(`${n}`, start);
    const [one, other] = [consumer(), consumer()];
    await Promise.all([one.run(readable), other.run(readable)]);
    await one.run(readable);
    expect(new Set([...one.seen, ...other.seen]).size).toBe(300);
    const position = await store.factCursors.get('test');
    expect(position?.position).not.toBeNull();
    expect(await consumer().run(readable)).toBe(0);
  });
});
