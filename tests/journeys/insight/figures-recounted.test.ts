import fc from 'fast-check';
import { addMs, instant, MINUTE_MS } from '@contracts/primitives/time';
import { keepFigures } from '../../../cloudfunctions/insight/fold/keep-figures';
import type { LocalCloud } from '../../../local/server';
import { recountedFigures } from '../../stage/insight/recounted-figures';
import { BEGIN, stories, tellStory } from '../../stage/insight/random-facts';
import { dieAt } from '../../stage/identity-stage';
import { documentsOf, startJourney } from '../../stage/stage';
import { timerCallOf } from '../../stage/sweep-stage';
import { assertAlways, PROPERTY_TIMEOUT_MS } from '../../stage/property';

jest.setTimeout(PROPERTY_TIMEOUT_MS);

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startJourney();
});
afterAll(() => cloud.close());

/** Every figure that says anything. */
const keptFigures = () =>
  new Map(
    documentsOf(cloud, 'figures')
      .filter(({ sums }) => Object.keys(sums).length > 0)
      .map(({ _id, sums }) => [_id, sums]),
  );

const asObject = (rows: ReadonlyMap<string, unknown>) => Object.fromEntries([...rows].sort());

it('of whatever is told, merged, taken apart and told late, every row is what a recount of everything says', async () => {
  await assertAlways(
    fc.asyncProperty(
      stories,
      fc.array(fc.nat(79), { maxLength: 3 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 3 }),
      async (steps, stops, crashes) => {
        await cloud.reset();
        const environment = cloud.database.environment(cloud.env);
        await environment.remove('facts', {}, true);
        const facts = tellStory(steps);
        const fold = () => keepFigures(timerCallOf(cloud));
        let from = 0;
        for (const until of [...new Set([...stops, facts.length])].sort((a, b) => a - b)) {
          const more = facts.slice(from, until);
          from = Math.max(from, until);
          environment.load(
            'facts',
            more.map((fact) => ({ ...fact })),
          );
          const last = facts[Math.min(until, facts.length) - 1];
          cloud.moveClock(addMs(instant(last?.writtenAt ?? BEGIN), 10 * MINUTE_MS));
          for (const call of crashes) {
            await dieAt(cloud, call, () => fold().catch(() => undefined));
            cloud.moveClock(addMs(instant(cloud.clock.now()), MINUTE_MS));
          }
          await Promise.allSettled([fold(), fold()]);
          await fold();
          expect(asObject(keptFigures())).toEqual(asObject(recountedFigures(documentsOf(cloud, 'facts'))));
        }
      },
    ),
    { keptSeeds: [1], kept: 3, keptLong: 40, fresh: 4 },
  );
});
