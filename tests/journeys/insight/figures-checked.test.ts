import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { verifyFigures, newCheck } from '../../../cloudfunctions/insight/check/verify-figures';
import { keepFigures } from '../../../cloudfunctions/insight/fold/keep-figures';
import { addMs, chinaDateOf, endOfChinaDay, HOUR_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
import type { LocalCloud } from '../../../local/server';
import { dieAt } from '../../stage/identity-stage';
import { recountedFigures } from '../../stage/insight/recounted-figures';
import { BEGIN, stories, tellStory } from '../../stage/insight/random-facts';
import { liveALittle, newcomer, untilTold } from '../../stage/audience/told-life';
import { assertAlways, PROPERTY_TIMEOUT_MS } from '../../stage/property';
import { documentsOf, NOON, phoneOf, startJourney } from '../../stage/stage';
import { timerCallOf } from '../../stage/sweep-stage';
import { allEnded } from '../../stage/journey/all-ended';

jest.setTimeout(PROPERTY_TIMEOUT_MS);

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startJourney();
});
beforeEach(() => cloud.reset());
afterAll(() => cloud.close());

const GRAINS = ['day', 'week', 'month', 'cohort', 'ever'] as const;
const figures = () => cloud.database.environment(cloud.env);
const checks = () => documentsOf(cloud, 'figureChecks');
const kept = () => documentsOf(cloud, 'figures');
const saying = (rows: readonly { _id: string; sums: object }[]) =>
  Object.fromEntries(
    rows
      .filter(({ sums }) => Object.keys(sums).length > 0)
      .map(({ _id, sums }) => [_id, sums] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
const ofPeriods = (rows: Record<string, object>) =>
  Object.fromEntries(
    Object.entries(rows).filter(([id]) => GRAINS.some((grain) => id.startsWith(`${grain}:`))),
  );
const recounted = () =>
  ofPeriods(saying([...recountedFigures(documentsOf(cloud, 'facts'))].map(([_id, sums]) => ({ _id, sums }))));
const keptByPeriod = () => ofPeriods(saying(kept()));

/** A third of the days, weeks, months, cohorts and of all time there is a row of. */
const someOf = (share: number): string[] =>
  [...new Set(Object.keys(recounted()).map(periodIn))].filter((_, place) => (place + share) % 3 === 0);

async function checkAll(asked: readonly string[], repair: boolean): Promise<void> {
  const { store, now } = timerCallOf(cloud);
  for (const id of asked) {
    const grain = GRAINS.find((one) => id.startsWith(`${one}:`));
    if (!grain) continue;
    const check = await newCheck(
      store,
      { grain, bucket: id.slice(grain.length + 1) },
      { now, piece: 1, repair },
    );
    figures().load('figureChecks', [{ ...check }]);
  }
}
const periodIn = (id: string): string => id.split(':').slice(0, 2).join(':');

async function untilDone(): Promise<void> {
  while (checks().some(({ dueAt }) => dueAt !== null)) await verifyFigures(timerCallOf(cloud));
}

it('of any story: what is right differs nowhere, also while figures are added to; what is wrong is found, and repaired where asked', async () => {
  await assertAlways(
    fc.asyncProperty(
      stories,
      fc.nat(100),
      fc.array(fc.record({ row: fc.nat(10_000), how: fc.constantFrom('more', 'stray', 'gone') }), {
        minLength: 1,
        maxLength: 4,
      }),
      fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 2 }),
      async (steps, share, wrongs, crashes) => {
        await cloud.reset();
        await figures().remove('facts', {}, true);
        const facts = tellStory(steps);
        const first = Math.floor((facts.length * share) / 100);
        const add = (more: typeof facts) => {
          figures().load(
            'facts',
            more.map((fact) => ({ ...fact })),
          );
          cloud.moveClock(addMs(instant(more.at(-1)?.writtenAt ?? cloud.clock.now()), 10 * MINUTE_MS));
        };
        cloud.moveClock(addMs(BEGIN, 10 * MINUTE_MS));
        add(facts.slice(0, first));
        await keepFigures(timerCallOf(cloud));
        await checkAll(someOf(share), false);
        add(facts.slice(first));
        const call = timerCallOf(cloud);
        let pieces = 0;
        await allEnded<unknown>([
          verifyFigures({ ...call, outOfTime: () => (pieces += 1) > 40 }),
          keepFigures(timerCallOf(cloud)),
        ]);
        await untilDone();
        expect(checks().filter(({ differing }) => differing > 0)).toEqual([]);
        await keepFigures(timerCallOf(cloud));
        expect(keptByPeriod()).toEqual(recounted());

        const asked = someOf(share);
        await spoil(wrongs, asked);
        const isWrong = !isDeepStrictEqual(keptByPeriod(), recounted());
        await figures().remove('figureChecks', {}, true);
        await checkAll(asked, false);
        await allEnded([untilDone(), untilDone()]);
        expect(checks().some(({ differing }) => differing > 0)).toBe(isWrong);
        expect(isDeepStrictEqual(keptByPeriod(), recounted())).toBe(!isWrong);

        await figures().remove('figureChecks', {}, true);
        await checkAll(asked, true);
        for (const at of crashes) {
          await dieAt(cloud, at, () => verifyFigures(timerCallOf(cloud)).catch(() => undefined));
          cloud.moveClock(addMs(instant(cloud.clock.now()), MINUTE_MS));
        }
        await untilDone();
        expect(keptByPeriod()).toEqual(recounted());
        expect(kept().filter(({ grain }) => grain === 'recount')).toEqual([]);
      },
    ),
    { keptSeeds: [1], kept: 2, keptLong: 30, fresh: 2 },
  );
});

/** What somebody by hand, or a fault of ours, would do to kept rows. */
async function spoil(
  wrongs: readonly { row: number; how: string }[],
  within: readonly string[],
): Promise<void> {
  for (const { row, how } of wrongs) {
    const rows = kept().filter(({ _id }) => within.includes(periodIn(_id)));
    const hit = rows[row % Math.max(1, rows.length)];
    if (!hit) return;
    if (how !== 'stray') await figures().remove('figures', { _id: hit._id }, false);
    const value = how === 'stray' ? 'sto_nobody' : hit.value;
    const _id = how === 'stray' ? `${hit.grain}:${hit.bucket}:${hit.cut}:${value}` : hit._id;
    if (how !== 'gone' && !kept().some((other) => other._id === _id))
      figures().load('figures', [
        { ...hit, _id, value, sums: { ...hit.sums, grossFen: (hit.sums.grossFen ?? 0) + 1 } },
      ]);
  }
}

describe('through the sweep', () => {
  const operator = () => phoneOf(cloud, 'operator-he');
  const nextMorning = () =>
    cloud.moveClock(addMs(endOfChinaDay(instant(cloud.clock.now())), 5 * HOUR_MS + 40 * MINUTE_MS));

  it('the night finds what somebody changed and raises an alarm; it is repaired when the operator asks, and the alarm ends', async () => {
    const ann = await newcomer(cloud, 'oAnn');
    await liveALittle(cloud, ann);
    await untilTold(cloud);
    const day = chinaDateOf(instant(cloud.clock.now()));
    const row = kept().find(({ _id }) => _id === `day:${day}:all:all`)!;
    await figures().remove('figures', { _id: row._id }, false);
    figures().load('figures', [{ ...row, sums: { ...row.sums, grossFen: 1 } }]);
    nextMorning();
    await untilTold(cloud);
    const [found] = (await operator().insight.listChecks({ cursor: null })).checks;
    expect(found).toMatchObject({ period: 'day', bucket: day, differing: 1, repaired: 0, step: 'done' });
    expect(found?.found).toMatchObject([{ cut: 'all', kept: { grossFen: 1 }, due: row.sums }]);
    expect(documentsOf(cloud, 'alarms')).toMatchObject([{ _id: `figures:day:${day}`, clearedAt: null }]);
    expect(kept().find(({ _id }) => _id === row._id)?.sums.grossFen).toBe(1);

    await operator().insight.beginCheck({ period: 'day', day, repair: true });
    await untilTold(cloud);
    expect(kept().find(({ _id }) => _id === row._id)?.sums).toEqual(row.sums);
    expect((await operator().insight.listChecks({ cursor: null })).checks[0]).toMatchObject({ repaired: 1 });
    expect(documentsOf(cloud, 'alarms')[0]?.clearedAt).not.toBeNull();
    expect(documentsOf(cloud, 'auditEntries').map(({ action }) => action)).toContain('insight.beginCheck');
  });

  it('is the operator’s', async () => {
    for (const who of ['shopper-lin', 'clerk-zhou']) {
      const day = chinaDateOf(instant(NOON));
      await expect(
        phoneOf(cloud, who).insight.beginCheck({ period: 'day', day, repair: true }),
      ).rejects.toMatchObject({ code: 'not_allowed' });
    }
  });
});
