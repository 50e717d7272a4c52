import { DEMO_LEADER_CODE } from '../../local/seed/demo-merchant';
import type { LocalCloud } from '../../local/server';
import { newTestRequest, phoneOf, startJourney } from '../../tests/stage/stage';
import { measured, type BenchResult } from './result';

/** Database calls of the calls people wait for, counted by the local cloud. */
export async function measureDatabaseCalls(): Promise<BenchResult[]> {
  const cloud = await startJourney();
  try {
    const phoneCode = await phoneOf(cloud, 'shopper-lin').phoneCode();
    const join = { leaderCode: DEMO_LEADER_CODE, phoneCode };
    const landing = await callsOf(cloud, 'leader', 'resolveCode', { leaderCode: DEMO_LEADER_CODE });
    const joined = await callsOf(cloud, 'member', 'join', join);
    const home = await callsOf(cloud, 'member', 'overview', {});
    const list = await callsOf(cloud, 'coupon', 'listMine', { state: 'usable', cursor: null });
    return [
      measured('home (member.overview): database calls', home.calls, 'calls', 3),
      measured('join with card and 4-coupon pack: database calls', joined.calls, 'calls', 12),
      measured('join: database calls in sequence', joined.inSequence, 'calls', 7),
      measured('landing page (leader.resolveCode): database calls', landing.calls, 'calls'),
      measured('coupon list: database calls', list.calls, 'calls'),
    ];
  } finally {
    await cloud.close();
  }
}

async function callsOf(cloud: LocalCloud, area: string, op: string, input: object) {
  const answer = await cloud.invoke(area, { op, input, requestId: newTestRequest() }, 'shopper-lin');
  if (!answer.database || !('result' in answer)) throw new Error(`${area}.${op}: ${JSON.stringify(answer)}`);
  return answer.database;
}
