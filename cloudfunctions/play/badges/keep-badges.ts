import { foldFacts } from '../../kit/facts/fold-facts';
import type { TimerCall } from '../../kit/host/serve-timer';
import { inParallel } from '../../kit/instance/in-parallel';
import { readLiving } from '../../kit/person/read-living';
import { kindsOf } from '../rules/task';
import { readBadgeRule } from './read-badge-rule';
import { winReached } from './record-badges';

/** Names how far the facts are folded. */
export const BADGE_CONSUMER = 'play-badges';

/** Looked at side by side: each waits for some reads. */
const AT_ONCE = 8;

/** Writes down what is won by whoever something was told of that a badge counts. */
export async function keepBadges(
  call: Pick<TimerCall, 'store' | 'now' | 'outOfTime'>,
): Promise<{ badgesWon: number }> {
  const { store, now } = call;
  const rule = await readBadgeRule(store);
  let badgesWon = 0;
  if (!rule?.isOn) return { badgesWon };
  const kinds = new Set<string>(rule.badges.flatMap((badge) => kindsOf(badge)));
  await foldFacts(call, BADGE_CONSUMER, async (facts) => {
    const told = facts.filter(({ kind }) => kinds.has(kind)).map(({ memberId }) => memberId);
    if (told.length === 0) return;
    const people = new Set((await readLiving(store, told)).values());
    await inParallel([...people], AT_ONCE, async (member) => {
      badgesWon += (await winReached(store, rule, member, now)).length;
    });
  });
  return { badgesWon };
}
