import { refuse } from '../../../contracts/errors';
import type { WriteCall } from '../../kit/host/call';
import { instant } from '../../../contracts/primitives/time';
import { recordFollower } from './record-follower';

/** WeChat tells about this many followers at once (platform-facts, section 1 [R]). */
const AT_ONCE = 100;

/**
 * Links followers from before the event push was set up: a page of WeChat's list per call (10,000 openids at most), asked
 * about a hundred at a time. What an event has told since is newer and stays.
 * @throws TuankaError official_account_missing
 */
export async function backfillFollowers(call: WriteCall<'operator'>, { cursor }: { cursor: string | null }) {
  const { wechat, settings } = call;
  if (!settings.officialAccount) throw refuse('official_account_missing');
  const { openIds, next } = await wechat.listFollowers(cursor);
  let linked = 0;
  for (let from = 0; from < openIds.length; from += AT_ONCE) {
    const followers = await wechat.readFollowers(openIds.slice(from, from + AT_ONCE));
    for (const follower of followers) {
      // Older than any event: it only fills what is missing.
      if (await recordFollower(call, follower, instant(0))) linked += 1;
    }
  }
  return { seen: openIds.length, linked, nextCursor: next };
}
