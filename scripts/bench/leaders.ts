import { chinaDateOf, DAY_MS, instant } from '../../contracts/primitives/time';
import type { LocalCloud } from '../../local/server';
import { CHEN_CODE } from '../../tests/stage/leader-stage';
import { numberedMemberId } from '../../tests/stage/numbered-member';
import { documentsOf, newTestRequest, NOON, phoneOf, startJourney } from '../../tests/stage/stage';
import { measured, type BenchResult } from './result';

const TEAMS = [10, 1_000, 10_000];
const DAYS = 30;
const OPERATIONS = [
  { op: 'readFigures', input: {}, name: 'leader’s figures' },
  { op: 'listTeam', input: { cursor: null }, name: 'a page of the team' },
  { op: 'readActionCard', input: {}, name: 'the daily card' },
] as const;

/** What a leader reads every day costs the same for a team of ten and of ten thousand: the smallest is the budget. */
export async function measureLeaders(): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  const ofSmallest = new Map<string, number>();
  for (const team of TEAMS) {
    const cloud = await startJourney();
    try {
      await loadTeam(cloud, team);
      for (const { op, input, name } of OPERATIONS) {
        const calls = await callsOf(cloud, op, input);
        if (!ofSmallest.has(op)) ofSmallest.set(op, calls);
        const of = `${name}, team of ${team.toLocaleString('en')}: database calls`;
        results.push(measured(of, calls, 'calls', ofSmallest.get(op)));
      }
      await verifyFigures(cloud, team);
    } finally {
      await cloud.close();
    }
  }
  return results;
}

async function callsOf(cloud: LocalCloud, op: string, input: object): Promise<number> {
  const answer = await cloud.invoke('leader', { op, input, requestId: newTestRequest() }, 'leader-chen');
  if (!answer.database || !('result' in answer)) throw new Error(`leader.${op}: ${JSON.stringify(answer)}`);
  return answer.database.calls;
}

/** The figures that were read are of this team, and the team has more than a page. */
async function verifyFigures(cloud: LocalCloud, team: number): Promise<void> {
  const { leader } = phoneOf(cloud, 'leader-chen');
  const { totals, days } = await leader.readFigures({});
  const { members } = await leader.listTeam({ cursor: null });
  if (totals.joins !== team || days.length !== Math.min(DAYS, team) || members.length !== Math.min(20, team))
    throw new Error(`read ${totals.joins} joins, ${days.length} days of a team of ${team}`);
}

/** One joins and is counted; the others are written into the database directly, as the sweep would have left them. */
async function loadTeam(cloud: LocalCloud, team: number): Promise<void> {
  await phoneOf(cloud, 'shopper-lin').member.join({ leaderCode: CHEN_CODE, phoneCode: null });
  await cloud.triggerTimers();
  const [member] = documentsOf(cloud, 'members');
  const [award] = documentsOf(cloud, 'leaderAwards');
  const [day] = documentsOf(cloud, 'leaderDays');
  const [totals] = documentsOf(cloud, 'leaderTotals');
  if (!member || !award || !day || !totals) throw new Error('no sample');
  const environment = cloud.database.environment(cloud.env);
  const dayOf = (n: number) => instant(NOON - (n % DAYS) * DAY_MS);
  const others = Array.from({ length: team - 1 }, (_, n) => n + 1);
  environment.load(
    'members',
    others.map((n) => ({ ...member, _id: numberedMemberId(n), joinedAt: dayOf(n) })),
  );
  environment.load(
    'leaderAwards',
    others.map((n) => ({
      ...award,
      _id: `join:${numberedMemberId(n)}`,
      memberId: numberedMemberId(n),
      day: chinaDateOf(dayOf(n)),
      at: dayOf(n),
    })),
  );
  const joinsOn = (age: number): number => Math.floor((team - 1 - age) / DAYS) + 1;
  environment.load(
    'leaderDays',
    Array.from({ length: Math.min(DAYS, team) - 1 }, (_, n) => n + 1).map((age) => {
      const date = chinaDateOf(dayOf(age));
      return { ...day, _id: `${day.leaderId}:${date}`, day: date, joins: joinsOn(age) };
    }),
  );
  await environment.update('leaderDays', {
    filter: { _id: day._id },
    modifier: { $set: { joins: joinsOn(0) } },
    multi: false,
  });
  await environment.update('leaderTotals', {
    filter: { _id: totals._id },
    modifier: { $set: { joins: team } },
    multi: false,
  });
}
