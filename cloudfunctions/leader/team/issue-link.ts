import { refuse } from '../../../contracts/errors';
import { addMs, DAY_MS } from '../../../contracts/primitives/time';
import type { WriteCall } from '../../kit/host/call';
import { readLeaderOf } from './read-leader-of';
import { JOIN_PAGE } from './read-my-code';

/**
 * A link that opens the landing page from outside WeChat. WeChat counts the links a merchant makes, so the one there is
 * serves until half its life is over. @throws TuankaError leader_paused, wechat_unavailable
 */
export async function issueLink(call: WriteCall<'leader'>) {
  const { store, wechat, settings, now } = call;
  const leader = await readLeaderOf(call);
  if (leader.status === 'paused') throw refuse('leader_paused');
  const kept = await store.leaderLinks.get(leader.leaderCode);
  if (kept && kept.expiresAt - now >= (kept.expiresAt - kept.madeAt) / 2)
    return { url: kept.url, expiresAt: kept.expiresAt, now };
  const { linkDays } = settings.leaderRules;
  const query = `g=${leader.leaderCode}`;
  const url = await wechat.makeUrlLink({ page: JOIN_PAGE, query, days: linkDays });
  const expiresAt = addMs(now, linkDays * DAY_MS);
  await store.transact((transaction) =>
    transaction.leaderLinks.replace({ _id: leader.leaderCode, url, madeAt: now, expiresAt }),
  );
  return { url, expiresAt, now };
}
