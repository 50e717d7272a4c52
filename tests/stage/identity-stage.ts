import { HOUR_MS } from '@contracts/primitives/time';
import type { MemberId, MergeId } from '@contracts/primitives/ids';
import { DEMO_APPID } from '../../local/seed/demo-people';
import type { LocalCloud } from '../../local/server';
import { documentsOf, phoneOf, type Phone } from './stage';
import { storedIn } from './watch/moment';

/** What journeys of the identity map share. */
export const personOf = (cloud: LocalCloud, openid: string, unionid?: string): Phone =>
  phoneOf(cloud, { openid, appid: DEMO_APPID, unionid });

export const join = (someone: Phone, phoneCode: string | null = null) =>
  someone.member.join({ leaderCode: null, phoneCode });

export const memberIdOf = async (someone: Phone) => (await someone.member.readProfile({})).member.memberId;

/** Two members of one person: WeChat named the unionid to the second only. `both` is the first, named at last. */
export async function joinTwice(cloud: LocalCloud) {
  const one = personOf(cloud, 'oFirst-1');
  const two = personOf(cloud, 'oSecond-2', 'uSame');
  await join(one, await one.phoneCode('13811110001'));
  cloud.moveClock(cloud.clock.now() + HOUR_MS);
  await join(two, await two.phoneCode('13811110002'));
  return { one, two, both: personOf(cloud, 'oFirst-1', 'uSame') };
}

/** A third account of theirs, of which WeChat names the unionid later: `three` is `third` by then. */
export async function joinThrice(cloud: LocalCloud) {
  const people = await joinTwice(cloud);
  cloud.moveClock(cloud.clock.now() + HOUR_MS);
  const third = personOf(cloud, 'oThird-3');
  await join(third, await third.phoneCode('13811110003'));
  return { ...people, third, three: personOf(cloud, 'oThird-3', 'uSame') };
}

/** The database as it is now; calling it brings that back, faster than living it again. Open transactions end. */
export function snapshotOf(cloud: LocalCloud): () => Promise<void> {
  const at = cloud.clock.now();
  // Without the sweep's marks it looks everywhere: what instances remember having marked is not brought back with them.
  const saved = storedIn(cloud).filter(({ name }) => name !== 'dueWork');
  // What was sent meanwhile has used up what people allowed.
  const wechat = cloud.wechat.snapshot();
  return async () => {
    cloud.wechat.restore(wechat);
    cloud.database.reset(cloud.env);
    cloud.moveClock(at);
    const environment = cloud.database.environment(cloud.env);
    for (const { name, documents } of saved) environment.load(name, documents);
  };
}

/** From this database call on there is none, as when the instance dies there. @param work comes back with an error or not at all */
export async function dieAt(cloud: LocalCloud, from: number, work: () => Promise<unknown>): Promise<void> {
  cloud.faults.apply({ target: 'database', nth: from, onwards: true, kind: 'drop' });
  try {
    await work();
  } finally {
    cloud.faults.clear();
    // What the dead instance had open ends by itself, half a minute later; the next one knows nothing of what it had marked.
    const environment = cloud.database.environment(cloud.env);
    environment.endTransactions();
    await environment.remove('dueWork', {}, true);
  }
}

/** Lets the work die later and later until what it is to begin has begun: at the first such call in so many, for its plan is long. */
export async function dieOnceBegun(
  cloud: LocalCloud,
  isBegun: () => boolean,
  work: () => Promise<unknown>,
): Promise<void> {
  for (let from = STEP; !isBegun(); from += STEP) {
    if (from > CALLS_AT_MOST) throw new Error(`not begun after ${CALLS_AT_MOST} calls`);
    await dieAt(cloud, from, work).catch(() => undefined);
  }
}
const STEP = 20;
const CALLS_AT_MOST = 400;

/** The newest merge there is. */
export async function latestMerge(cloud: LocalCloud): Promise<MergeId> {
  const { merges } = await phoneOf(cloud, 'operator-he').identityMap.listMerges({ cursor: null });
  if (!merges[0]) throw new Error('no merge');
  return merges[0].mergeId;
}

/** Takes the merge back that made somebody a part of another. */
export async function undoMergeOf(cloud: LocalCloud, memberId: MemberId): Promise<void> {
  const merge = documentsOf(cloud, 'merges').find(
    ({ absorbedId, undoneAt }) => absorbedId === memberId && undoneAt === null,
  );
  if (!merge) throw new Error(`${memberId} is nobody’s part`);
  await phoneOf(cloud, 'operator-he').identityMap.undoMerge({ mergeId: merge._id, reason: '合错了' });
}

export async function undoLatest(cloud: LocalCloud): Promise<void> {
  const mergeId = await latestMerge(cloud);
  await phoneOf(cloud, 'operator-he').identityMap.undoMerge({ mergeId, reason: '合错了' });
}
