import { areas } from '@contracts/areas';
import { errorCatalogue } from '@contracts/errors';
import type { ActorKind, Operation } from '@contracts/operation';
import { HOUR_MS } from '@contracts/primitives/time';
import * as z from 'zod';
import { collectionNames } from '../../../cloudfunctions/kit/store/schema';
import type { LocalCloud } from '../../../local/server';
import { drawsOf } from '../../stage/attack/draws';
import { hostileVersion, type Json } from '../../stage/attack/hostile-inputs';
import { plausibleInput } from '../../stage/attack/plausible-input';
import { hasChanged, writesIn } from '../../stage/attack/writes-in';
import * as scene from '../../stage/crowd-scene';
import { pass } from '../../stage/invite-stage';
import { PROPERTY_TIMEOUT_MS, seedsOf } from '../../stage/property';
import { documentsOf, newTestRequest, startJourney } from '../../stage/stage';
import { overhear } from '../../stage/watch/heard';

jest.setTimeout(PROPERTY_TIMEOUT_MS);

const operations = Object.entries(areas).flatMap(([area, table]) =>
  Object.entries(table).map(([op, operation]: [string, Operation]) => ({ area, op, operation })),
);

/** How often each operation is attacked for one seed. */
const TIMES = 5;
/** After so many attacks the clock goes on, so that no limit refuses them all. */
const BEFORE_AN_HOUR = 150;
/** No input makes a call work longer than this; a page of work in slices is the longest there is. */
const CALLS_AT_MOST = 120;

const answer = z.object({
  result: z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), data: z.unknown() }),
    z.object({ ok: z.literal(false), error: z.object({ code: z.string(), message: z.string() }) }),
  ]),
});

/**
 * Every operation with inputs that nobody's phone sends, made of good ones where the week of a shop has some: whatever it is, the
 * answer is from the catalogue and not `internal`, a refusal leaves nothing behind, and nothing that is kept stops the sweeps.
 */
describe('hostile inputs', () => {
  let cloud: LocalCloud;
  let cast: scene.Cast;
  const good = new Map<string, Json[]>();

  beforeAll(async () => {
    cloud = await startJourney();
    const { cloud: heardCloud, heard } = overhear(cloud);
    cast = scene.castOf(heardCloud);
    await scene.joinAndInvite(heardCloud, cast);
    await scene.giveCoupons(cast);
    await scene.buyAndGiveBack(heardCloud, cast);
    await scene.spendPoints(cast);
    for (const { operation, input } of heard) {
      const known = good.get(operation) ?? [];
      if (known.length < 3) good.set(operation, [...known, z.json().parse(input ?? {})]);
    }
  });
  afterAll(() => cloud.close());

  /** What is due is done before and after it, as it would be. */
  const anHourLater = async () => {
    await pass(cloud);
    await pass(cloud, HOUR_MS);
  };

  it.each(seedsOf([]))(
    'of seed %i are answered from the catalogue, and a refusal leaves nothing behind',
    async (seed) => {
      const draws = drawsOf(seed);
      const by: Record<ActorKind, scene.Cast[keyof scene.Cast]> = {
        guest: cast.guest,
        member: cast.lin,
        leader: cast.chen,
        adviser: cast.zhou,
        clerk: cast.zhou,
        operator: cast.he,
        owner: cast.li,
      };
      const faults: object[] = [];
      let attacks = 0;
      for (const { area, op, operation } of operations)
        for (let time = 0; time < TIMES; time += 1) {
          attacks += 1;
          if (attacks % BEFORE_AN_HOUR === 0) await anHourLater();
          const known = good.get(`${area}.${op}`);
          const base = known ? draws.oneOf(known) : plausibleInput(operation.input, draws);
          const { kind, input } = hostileVersion(base, draws);
          const { identity } = draws.below(5) === 0 ? draws.oneOf(Object.values(cast)) : by[operation.actor];
          cloud.faults.database.startTrace();
          const attack = (): Promise<unknown> =>
            cloud.invoke(area, { op, input, requestId: newTestRequest() }, identity);
          const told = await attack();
          const { trace } = cloud.faults.database;
          const read = answer.safeParse(told);
          const what = { operation: `${area}.${op}`, kind, input: JSON.stringify(input).slice(0, 300) };
          if (!read.success) faults.push({ ...what, told });
          else if (!read.data.result.ok) {
            const { code } = read.data.result.error;
            if (code === 'internal' || !Object.hasOwn(errorCatalogue, code)) faults.push({ ...what, code });
            const written = writesIn(trace, operation);
            if (await hasChanged(cloud, written, attack)) faults.push({ ...what, code, written });
          }
          if (trace.length > CALLS_AT_MOST) faults.push({ ...what, calls: trace.length });
        }
      expect(faults).toEqual([]);
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect(attacks).toBe(operations.length * TIMES);
    },
  );

  it('what was taken of them is read again, and stops no sweep', async () => {
    for (let minute = 0; minute < 6; minute += 1) await pass(cloud);
    for (const name of collectionNames) expect(() => documentsOf(cloud, name)).not.toThrow();
    expect(documentsOf(cloud, 'quarantine')).toEqual([]);
    expect(documentsOf(cloud, 'alarms')).toEqual([]);
  });
});
