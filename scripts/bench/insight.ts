import { chinaDateOf, instant } from '../../contracts/primitives/time';
import type { LocalCloud } from '../../local/server';
import { liveALittle, newcomer, untilTold } from '../../tests/stage/audience/told-life';
import { numberedMemberId } from '../../tests/stage/numbered-member';
import { documentsOf, newTestRequest, phoneOf, startJourney } from '../../tests/stage/stage';
import { measured, type BenchResult } from './result';

/** `BENCH_MEMBERS=1000000` asks for more: each of them is told of once on one day. */
const FEW = 1000;
const MANY = Number(process.env.BENCH_MEMBERS ?? 20_000);

interface Cost {
  calls: number;
  /** Processor time. */
  ms: number;
}

/** What answers about figures cost with a thousand members and with many more: the same calls. */
export async function measureFigures(): Promise<BenchResult[]> {
  const [small, large] = [await costsOf(FEW), await costsOf(MANY)];
  return Object.entries(small).flatMap(([name, few]) => {
    const many = large[name];
    if (!many) throw new Error(name);
    const title = `figures ${name}, of ${MANY.toLocaleString('en')} members`;
    return [
      measured(`${title}: database calls`, many.calls, 'calls', few.calls),
      measured(`${title}: processor time`, many.ms, 'ms'),
    ];
  });
}

async function costsOf(members: number): Promise<Record<string, Cost>> {
  const cloud = await startJourney();
  try {
    await loadJoined(cloud, members);
    const day = chinaDateOf(instant(cloud.clock.now()));
    const range = { period: 'day', until: null, count: 30 };
    const asked = {
      'of 30 days': ['readSeries', { range, cut: 'all', value: 'all', compare: 'before' }],
      'of a month by store': ['readBreakdown', { period: 'month', day: null, cut: 'store', cursor: null }],
      'of a year of cohorts': ['readCohorts', { until: null }],
      'of points owed': ['readLiability', {}],
      'of who joined on a day': ['listBehind', { figure: 'joined', day, storeId: null, cursor: null }],
    } as const;
    const costs: Record<string, Cost> = {};
    for (const [name, [op, input]] of Object.entries(asked)) {
      // Once for what is read once an instance, then what it costs.
      await costOf(cloud, op, input);
      costs[name] = await costOf(cloud, op, input);
    }
    return costs;
  } finally {
    await cloud.close();
  }
}

async function costOf(cloud: LocalCloud, op: string, input: object): Promise<Cost> {
  const event = { op, input, requestId: newTestRequest() };
  const busy = process.cpuUsage();
  const answer = await cloud.invoke('insight', event, phoneOf(cloud, 'operator-he').identity);
  const { user, system } = process.cpuUsage(busy);
  if (!answer.database) throw new Error(JSON.stringify(answer));
  return { calls: answer.database.calls, ms: (user + system) / 1000 };
}

/** One lives a little and is folded; of the others there is what was told of their joining, as the sweep would have left it. */
async function loadJoined(cloud: LocalCloud, members: number): Promise<void> {
  const ann = await newcomer(cloud, 'oAnn');
  await liveALittle(cloud, ann);
  await newcomer(cloud, 'oBob');
  await untilTold(cloud);
  const member = documentsOf(cloud, 'members').find(({ _id }) => _id !== ann.memberId);
  const person = documentsOf(cloud, 'figurePeople').find(({ _id }) => _id === member?._id);
  const fact = documentsOf(cloud, 'facts').find(
    ({ kind, memberId }) => kind === 'joined' && memberId === member?._id,
  );
  if (!member || !person || !fact) throw new Error('nobody is told of');
  const environment = cloud.database.environment(cloud.env);
  function* others(document: (n: number) => object): Generator<Record<string, unknown>> {
    for (let n = 2; n < members; n += 1) yield { ...document(n) };
  }
  environment.load(
    'members',
    others((n) => ({ ...member, _id: numberedMemberId(n) })),
  );
  environment.load(
    'figurePeople',
    others((n) => ({ ...person, _id: numberedMemberId(n) })),
  );
  environment.load(
    'facts',
    others((n) => ({ ...fact, _id: `${fact._id}-${n}`, memberId: numberedMemberId(n) })),
  );
}
