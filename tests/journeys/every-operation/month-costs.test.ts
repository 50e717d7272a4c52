import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { DEMO_LEADER_CODE } from '../../../local/seed/demo-merchant';
import type { LocalCloud } from '../../../local/server';
import { join, personOf } from '../../stage/identity-stage';
import { billOf, prepareInWechat } from '../../stage/payment-stage';
import { newTestRequest, startJourney } from '../../stage/stage';
import { mallCalls } from '../../stage/watch/call-count';
import { timerShares, type Share } from '../../stage/watch/timer-share';

const PAGE = readFileSync(path.join(__dirname, '../../../docs/costs.md'), 'utf8');
const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
const rows = PAGE.split('\n')
  .filter((line) => line.startsWith('| '))
  .map(cellsOf);

/** What a member does: how often a month, function calls and database calls each time. */
const acts = new Map(
  rows
    .filter((cells) => cells.length === 5 && Number.isFinite(Number(cells[1])))
    .map(([act = '', times, functions, own, database]) => [
      act,
      {
        times: Number(times),
        functions: Number(functions),
        own: Number(own),
        database: Number(database),
      },
    ]),
);
/** Beside what others have done in the same minute. */
const aloneMore = Number(/about \*\*(\d+) more\*\*/.exec(PAGE)?.[1]);
/** What the timers work on afterwards: at a merchant with few, each alone in its minute. */
const isTimed = ({ own, database }: { own: number; database: number }): boolean => database > own;
/** `890 million` */
const amount = (cell = ''): number =>
  Number.parseFloat(cell.replaceAll(',', '')) * (cell.includes('million') ? 1_000_000 : 1);
const SECONDS = 30 * 86_400;
const SLACK = 0.15;
const TIMERS = { functions: 3 * 43_200, reads: 130_000 };

/** docs/costs.md is multiplied from what calls cost: both the calls and the multiplying are done again here. */
describe('what a month costs', () => {
  let cloud: LocalCloud;
  // As on a live environment before its probe: a call for each record.
  beforeAll(async () => (cloud = await startJourney({ transactionForm: 'single' })));
  afterAll(() => cloud.close());

  const counted = async (area: string, op: string, input: object, openid: string) => {
    const event = { op, input, requestId: newTestRequest() };
    const answer = await cloud.invoke(area, event, { openid, appid: DEMO_APPID });
    if (!answer.database || !('result' in answer))
      throw new Error(`${area}.${op}: ${JSON.stringify(answer)}`);
    return answer.database.calls;
  };

  /** What an instance at work asks: the first call of its minute reads the settings besides. */
  const atWork = async (...call: Parameters<typeof counted>): Promise<number> => {
    await counted(...call);
    return counted(...call);
  };
  const traced = async <Result>(work: () => Promise<Result>): Promise<[Result, number]> => {
    cloud.faults.database.startTrace();
    const result = await work();
    return [result, cloud.faults.database.trace.length];
  };

  it('is calculated from calls as they are measured', async () => {
    const payer = personOf(cloud, 'oNew');
    await join(personOf(cloud, 'oWarm'));
    const landing = await atWork('member', 'resolveCode', { leaderCode: DEMO_LEADER_CODE }, 'oNew');
    const phoneCode = await payer.phoneCode('13811119999');
    const joined = await counted('member', 'join', { leaderCode: DEMO_LEADER_CODE, phoneCode }, 'oNew');
    const home = await atWork('member', 'overview', {}, 'oNew');
    const coupons = await atWork('coupon', 'listMine', { state: 'usable', cursor: null }, 'oNew');
    await prepareInWechat(personOf(cloud, 'oWarm'), await billOf(cloud, 3200));
    const [orderId, opening] = await traced(() => billOf(cloud, 3200));
    const [, prepared] = await traced(() => prepareInWechat(payer, orderId));
    await cloud.reset();
    const mall = await mallCalls(cloud);
    await cloud.reset();
    const shares = await timerShares(cloud);
    const own: Readonly<Record<string, number>> = {
      'opens the home page': home,
      'looks at coupons': coupons,
      'pays an order in WeChat': opening + prepared,
      'picks up goods at the counter': mall.lookUp + mall.pickUp,
      'exchanges points for goods': mall.goods,
      'joins (new members)': landing + joined,
    };
    const afterwards: Readonly<Record<string, Share>> = {
      'pays an order in WeChat': shares.paid,
      'picks up goods at the counter': shares.pickedUp,
      'gets a reminder or message': shares.told,
      'exchanges points for goods': shares.exchanged,
      'joins (new members)': shares.joined,
    };
    const measured = [...acts.keys()].map((act) => ({
      act,
      own: own[act] ?? 0,
      database: Math.round((own[act] ?? 0) + (afterwards[act]?.calls ?? 0)),
    }));
    const written = [...acts].map(([act, one]) => ({ act, own: one.own, database: one.database }));
    expect(measured.map(({ act, own: calls }) => [act, calls])).toEqual(
      written.map(({ act, own: calls }) => [act, calls]),
    );
    // What follows is shared with whatever else is due in those minutes: a price is multiplied by two figures of it.
    const far = measured.filter(
      ({ database }, at) => Math.abs(database - (written[at]?.database ?? 0)) > Math.max(2, database * SLACK),
    );
    expect(far).toEqual([]);
    // What WeChat pushes is a call of a function each: settlement and confirmation of an order, arrival of a message.
    expect([shares.paid.pushes, shares.told.pushes]).toEqual([2, 1]);
    const more = shares.paidAlone.calls - shares.paid.calls;
    expect(Math.abs(aloneMore - more)).toBeLessThan(more * SLACK);
    // Eight hundred minutes of sweeps pass: half a minute on a quiet machine.
  }, 300_000);

  it('is multiplied by what members do, and by how many there are', () => {
    const sum = (of: 'functions' | 'database') =>
      [...acts.values()].reduce((total, act) => total + act.times * act[of], 0);
    const [, functions, database] =
      /about \*\*(\d+) function calls and (\d+) database calls\*\*/.exec(PAGE) ?? [];
    expect([Number(functions), Number(database)]).toEqual([
      Math.round(sum('functions')),
      Math.round(sum('database')),
    ]);
    const months = rows.filter(([members = '']) => /^[\d,]+$/.test(members));
    expect(months.map(([members]) => members)).toEqual(['1,000', '100,000', '10,000,000']);
    const timed = [...acts.values()].filter(isTimed).reduce((total, { times }) => total + times, 0);
    for (const [members = '', calls, asked, average, peak] of months) {
      const people = Number(members.replaceAll(',', ''));
      // Two figures are enough to multiply a price by.
      const rough = (value: number): number => Number(value.toPrecision(2));
      const alone = people === 1000 ? people * timed * aloneMore : 0;
      const reads = rough(people * sum('database') + TIMERS.reads + alone);
      expect([members, amount(calls), amount(asked), amount(average), amount(peak)]).toEqual([
        members,
        rough(people * sum('functions') + TIMERS.functions),
        reads,
        rough(reads / SECONDS),
        rough((10 * reads) / SECONDS),
      ]);
    }
  });
});
