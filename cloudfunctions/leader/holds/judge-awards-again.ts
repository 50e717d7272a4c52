import { isOpenIdKey, type LeaderId, type MemberId, type OpenIdKey } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { listIdentities } from '../../kit/person/list-identities';
import { oneOf } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore, Store, TransactionStore } from '../../kit/store/store';
import { SAME_PHONE, type Award } from '../team/award';
import { changeLeader } from '../team/change-leader';
import { readTeamSameness } from './read-team-sameness';
import { holdAwards } from './hold-awards';
import { rejudged } from './rejudged';

type Member = DocumentOf<'members'>;

interface Judging {
  store: Store;
  now: Instant;
}

/** Awards of one person: a join, a first order and their conversion, a few more after merges. */
const MOST = 200;

/**
 * More is known of who a member is: awards for them, and theirs as a leader for whoever shares a number with them, are judged as
 * they would be now. Awards of oneself are void; by a number alone they wait for the operator; the figures follow.
 */
export async function judgeAwardsAgain(
  { store, now }: Judging,
  member: Member,
  others: readonly Member[],
): Promise<void> {
  await judgeMember({ store, now }, member, await listAwards(store, [member]));
  if (others.length === 0) return;
  const leads = await listLeads(store, member._id);
  if (leads.length === 0) return;
  const theirs = (await listAwards(store, others)).filter(({ leaderId }) => leads.includes(leaderId));
  for (const other of others) {
    const ids = accountsOf(other);
    const ofOther = theirs.filter(({ memberId }) => memberId !== null && ids.includes(memberId));
    await judgeMember({ store, now }, other, ofOther);
  }
}

const accountsOf = ({ _id, absorbed }: Member): MemberId[] => [_id, ...absorbed];

async function listAwards(store: ReadStore, members: readonly Member[]): Promise<Award[]> {
  const { items } = await store.leaderAwards.find({
    where: { memberId: oneOf<MemberId | null>(members.flatMap(accountsOf)) },
    orderBy: '_id',
    limit: MOST,
  });
  return items;
}

/** Whom the member leads as, under any WeChat account. */
async function listLeads(store: ReadStore, memberId: MemberId): Promise<LeaderId[]> {
  const keys = (await listIdentities(store, memberId)).map(({ _id }) => _id).filter(isOpenIdKey);
  if (keys.length === 0) return [];
  const { items } = await store.leaders.find({
    where: { openIdKey: oneOf<OpenIdKey | null>(keys) },
    orderBy: '_id',
    limit: MOST,
  });
  return items.map(({ _id }) => _id);
}

async function judgeMember(
  { store, now }: Judging,
  { _id }: Member,
  awards: readonly Award[],
): Promise<void> {
  for (const leaderId of new Set(awards.map((award) => award.leaderId))) {
    const ids = awards.filter((award) => award.leaderId === leaderId).map((award) => award._id);
    await store.transact((transaction) => judgePair(transaction, { memberId: _id, leaderId, ids, now }));
  }
}

interface Pair {
  memberId: MemberId;
  leaderId: LeaderId;
  ids: readonly string[];
  now: Instant;
}

async function judgePair(
  transaction: TransactionStore,
  { memberId, leaderId, ids, now }: Pair,
): Promise<void> {
  const member = await transaction.members.get(memberId);
  // Closed, or merged on: then the other one is marked.
  if (member?.mergedInto !== null) return;
  const sameness = await readTeamSameness(transaction, member, leaderId);
  const before: Award[] = [];
  for (const id of ids) {
    const award = await transaction.leaderAwards.get(id);
    if (award) before.push(award);
  }
  const judged = before.map((award) => rejudged(award, sameness));
  const loose = judged.filter(({ voidedBy }) => !voidedBy.includes(SAME_PHONE));
  const held =
    sameness === 'by_phone' && loose.length > 0
      ? await holdAwards(transaction, { leaderId, member, now }, loose)
      : [];
  const after = judged.map((award) => held.find(({ _id }) => _id === award._id) ?? award);
  for (const [at, { _id, voidedBy, state }] of after.entries())
    if (voidedBy !== before[at]?.voidedBy) await transaction.leaderAwards.update(_id, { voidedBy, state });
  const team = teamAfter(member, leaderId, sameness === 'same');
  if (team !== member.leaderId)
    await changeLeader(transaction, { memberId, leaderId: team, cause: `${leaderId}-${now}`, now });
}

/** Nobody is in their own team; whoever turns out to be somebody else is in it again. */
function teamAfter(
  { leaderId, attribution }: Member,
  judgedId: LeaderId,
  isOwn: boolean,
): Member['leaderId'] {
  if (isOwn) return leaderId === judgedId ? null : leaderId;
  return leaderId === null && attribution?.leaderId === judgedId ? judgedId : leaderId;
}
