import type { Badge } from '../../../contracts/play/badge-rule';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { WriteCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import { Duplicate } from '../../kit/store/store-error';
import type { Store, TransactionStore } from '../../kit/store/store';
import { countedFor, openBadges, reachedLevels } from '../rules/badge';
import { viewPrize } from '../rules/prize-text';
import { readProgress } from '../tasks/read-progress';
import { readBadgeRule, type BadgesInForce } from './read-badge-rule';
import { readWon } from './read-won';

type Won = DocumentOf<'badgesWon'>;

/** The member opens the wall: what is reached by now is written down, also what happened before a badge was published. */
export async function recordBadges({ store, member, now }: WriteCall<'member'>) {
  const rule = await readBadgeRule(store);
  if (!rule?.isOn) return { won: [] };
  const won = await winReached(store, rule, member, now);
  return {
    won: won.map(({ badgeId, name, level, gifts: [gift] }) => ({
      id: badgeId,
      name,
      level,
      gift: gift === undefined ? null : viewPrize(gift, rule.packNames),
    })),
  };
}

/**
 * Every level somebody has reached and not won, asked of what happened to them, whoever they were then. Its document decides that it is won
 * once. Who closed an account and came back wins without a gift. @returns what was won now
 */
export async function winReached(
  store: Store,
  rule: BadgesInForce,
  member: DocumentOf<'members'>,
  now: Instant,
): Promise<Won[]> {
  const known = await readWon(store, member);
  const open = openBadges(rule.badges, known);
  if (open.length === 0) return [];
  const { done, returned } = await readProgress(store, member, open.map(countedFor), now);
  const won: Won[] = [];
  for (const badge of open)
    for (const level of reachedLevels(badge, known, done.get(badge.id) ?? 0)) {
      const one = newWon(badge, level, { memberId: member._id, version: rule.version, returned, now });
      if (await write(store, one)) won.push(one);
    }
  return won;
}

interface Winning {
  memberId: MemberId;
  version: number;
  returned: boolean;
  now: Instant;
}

function newWon(badge: Badge, level: number, { memberId, version, returned, now }: Winning): Won {
  const prize = badge.levels[level - 1]?.prize;
  const gifts = prize === undefined || prize.kind === 'thanks' || returned ? [] : [prize];
  return {
    _id: `${memberId}:${badge.id}:${level}`,
    memberId,
    badgeId: badge.id,
    level,
    name: badge.name,
    ruleVersion: version,
    gifts,
    given: 0,
    refused: [],
    owedSince: gifts.length === 0 ? null : now,
    at: now,
  };
}

/** @returns whether it was not known yet, whoever won it */
async function write(store: Store, won: Won): Promise<boolean> {
  try {
    return await store.transact((transaction) => insertOnce(transaction, won));
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error;
    return false;
  }
}

async function insertOnce(transaction: TransactionStore, won: Won): Promise<boolean> {
  const living = await transaction.members.get(won.memberId);
  // Who became part of somebody meanwhile wins it there.
  if (!living || living.mergedInto !== null) return false;
  for (const id of living.absorbed)
    if (await transaction.badgesWon.get(`${id}:${won.badgeId}:${won.level}`)) return false;
  await transaction.badgesWon.insert(won);
  return true;
}
