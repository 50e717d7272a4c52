import type { MessageChannel } from '../../../contracts/message/message';
import { isOpenId, type MemberId, type OpenIdKey } from '../../../contracts/primitives/ids';
import { chinaDateOf, type Instant } from '../../../contracts/primitives/time';
import type { Settings } from '../../kit/config/settings';
import { moreThan, oneOf } from '../../kit/store/query/condition';
import { creditKey, openIdOfKey } from '../../kit/store/query/document-ids';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { accountAsOf } from '../../points/rules/due-changes';
import { audienceFor, belongsTo, isUnwanted, type MemberFacts } from './rules/audience';
import { nextOfficial } from '../rules/official-route';
import { capReached } from '../rules/daily-cap';
import { loadSegments } from './load-segments';
import { resolveAddressees } from '../send/resolve-addressees';

type Push = DocumentOf<'pushes'>;
type Member = DocumentOf<'members'>;
type Coupon = DocumentOf<'coupons'>;

/** One of a push's people. */
export interface Reached {
  member: Member;
  coupons: Coupon[];
  muted: boolean;
  capped: boolean;
  /** What would carry it if it went out now. */
  channel: MessageChannel;
}

interface Scan {
  store: ReadStore;
  settings: Settings;
  now: Instant;
}

/** Members are read a page at a time, in the order of their ids. */
export const SCAN_PAGE = 200;

/** Who of a page of members a push is for, and what reaches them: a handful of calls, however many they are. */
export async function resolveAudience(
  { store, settings, now }: Scan,
  push: Pick<Push, 'kind' | 'audience'>,
  members: readonly Member[],
): Promise<Reached[]> {
  const audience = audienceFor(push.kind, push.audience);
  const coupons =
    audience.couponsExpireWithinDays === null
      ? new Map<MemberId, Coupon[]>()
      : await usableCoupons(store, members, now);
  const points = audience.pointsAtLeast === null ? null : await spendablePoints(store, members, now);
  const segments = await loadSegments(store, members, audience.segmentIds);
  const chosen = members.filter(
    (member) =>
      member.status === 'active' &&
      belongsTo(
        {
          ...factsOf(member, coupons.get(member._id), points?.get(member._id) ?? 0),
          segmentIds: segments.get(member._id) ?? [],
        },
        audience,
        now,
      ),
  );
  if (chosen.length === 0) return [];

  const ids = chosen.map(({ _id }) => _id);
  const [addressees, profiles] = await Promise.all([
    resolveAddressees(store, ids),
    store.messageProfiles.getMany(ids),
  ]);
  const profileOf = new Map(profiles.map((profile) => [profile._id, profile]));
  const keysOf = (member: Member): OpenIdKey[] => addressees.get(member._id)?.openIdKeys ?? [];
  const granted = await openIdsWithSend(store, settings, push, chosen.flatMap(keysOf));
  const account = settings.officialAccount;
  const official = push.kind === 'campaign' ? null : nextOfficial(account, push.kind);
  const followed = (key: OpenIdKey): boolean => account !== null && openIdOfKey(key, account.appId) !== null;
  return chosen.map((member) => {
    const profile = profileOf.get(member._id);
    const keys = keysOf(member);
    const wide = official !== null && keys.some(followed) ? official : ('inbox' as const);
    return {
      member,
      coupons: coupons.get(member._id) ?? [],
      muted: isUnwanted(push, profile),
      capped: capReached(profile?.today ?? null, push.kind, chinaDateOf(now), settings.messageRules),
      channel: keys.some((key) => granted.has(key)) ? 'wechat' : wide,
    };
  });
}

const factsOf = (
  member: Member,
  coupons: readonly Coupon[] = [],
  points = 0,
): Omit<MemberFacts, 'segmentIds'> => ({
  points,
  tags: member.tags,
  lastPaidAt: member.lastPaidAt,
  planId: member.card.planId,
  cardExpiresAt: member.card.expiresAt,
  couponExpiresAt: coupons[0]?.expiresAt ?? null,
  leaderId: member.leaderId,
  storeId: member.attribution?.storeId ?? null,
  joinedAt: member.joinedAt,
});

/** What each member could spend now, whatever the sweep has written down. */
async function spendablePoints(
  store: Pick<ReadStore, 'pointsAccounts'>,
  members: readonly Member[],
  now: Instant,
): Promise<Map<string, number>> {
  const accounts = await store.pointsAccounts.getMany(members.map(({ _id }) => _id));
  return new Map(accounts.map((account) => [account._id, accountAsOf(account, now).balance]));
}

/** Each member's usable coupons, soonest expiry first. */
export async function usableCoupons(
  store: Pick<ReadStore, 'coupons'>,
  members: readonly Member[],
  now: Instant,
): Promise<Map<MemberId, Coupon[]>> {
  const found = new Map<MemberId, Coupon[]>();
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<ReadStore['coupons']['find']>> = await store.coupons.find({
      where: {
        memberId: oneOf(members.map(({ _id }) => _id)),
        status: 'unused',
        expiresAt: moreThan(now),
      },
      orderBy: 'expiresAt',
      limit: 900,
      cursor,
    });
    for (const coupon of page.items)
      found.set(coupon.memberId, [...(found.get(coupon.memberId) ?? []), coupon]);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

/** Those of the openids that have a send left for the push's template. */
async function openIdsWithSend(
  store: Pick<ReadStore, 'subscriptionCredits'>,
  settings: Settings,
  { kind }: Pick<Push, 'kind'>,
  keys: readonly OpenIdKey[],
): Promise<Set<OpenIdKey>> {
  const template = settings.messageTemplates[kind];
  const { appId } = settings.wechat;
  const ids = keys.flatMap((key) => {
    const openId = openIdOfKey(key, appId);
    return template && isOpenId(openId) ? [creditKey(appId, openId, template.templateId)] : [];
  });
  const granted = new Set<OpenIdKey>();
  for (let from = 0; from < ids.length; from += 900) {
    for (const { openIdKey, available } of await store.subscriptionCredits.getMany(
      ids.slice(from, from + 900),
    )) {
      if (available > 0) granted.add(openIdKey);
    }
  }
  return granted;
}
