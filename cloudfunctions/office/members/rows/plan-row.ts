import { instant, type Instant } from '../../../../contracts/primitives/time';
import { sourceOf } from '../../../kit/identity/member-source';
import type { DocumentOf } from '../../../kit/store/schema';
import { buyingOf, type Purchase } from './purchases';
import { foursOf, gramsOf } from './name-grams';

/** What a member is found by, of what the areas keep. Pure. */
type Member = Pick<
  DocumentOf<'members'>,
  | '_id'
  | 'joinedAt'
  | 'card'
  | 'leaderId'
  | 'attribution'
  | 'inviteState'
  | 'profile'
  | 'phone'
  | 'nickname'
  | 'tags'
  | 'frozen'
  | 'lastPaidAt'
  | 'imported'
>;
export type MemberRow = Omit<DocumentOf<'memberIndex'>, 'version'>;

/** Of another shape, all rows are made again. */
export const ROW_SHAPE = 5;
export const NEVER = instant(0);

export function planRow(
  member: Member,
  held: {
    purchases: readonly Purchase[];
    coupons: number;
    points: number;
    tierId: number;
    oldCards: readonly string[];
  },
  now: Instant,
): MemberRow {
  const { profile, phone, nickname, attribution } = member;
  const { windows, dueAt } = buyingOf(held.purchases, now);
  const [month, quarter, year] = windows;
  const stores = [attribution?.storeId, ...held.purchases.map(({ storeId }) => storeId)];
  return {
    _id: member._id,
    joinedAt: member.joinedAt,
    planId: member.card.planId,
    leaderId: member.leaderId,
    storeIds: [...new Set(stores)].filter((id) => id !== null && id !== undefined).sort(),
    source: sourceOf(member),
    birthMonth: profile.birthday === null ? null : Number(profile.birthday.slice(5, 7)),
    grams: [
      ...(nickname === null ? [] : gramsOf(nickname)),
      ...foursOf(nickname, phone?.masked ?? null, held.oldCards),
    ],
    tags: member.tags,
    tierId: held.tierId,
    categories: [...new Set(held.purchases.flatMap(({ categories }) => categories))].sort(),
    frozen: member.frozen !== null,
    lastPaidAt: member.lastPaidAt ?? NEVER,
    orders30: month?.orders ?? 0,
    orders90: quarter?.orders ?? 0,
    orders365: year?.orders ?? 0,
    amount30: month?.amountFen ?? 0,
    amount90: quarter?.amountFen ?? 0,
    amount365: year?.amountFen ?? 0,
    coupons: held.coupons,
    points: held.points,
    dueAt,
  };
}

/** Whether nothing anybody is found by has changed. */
export function isSameRow(stored: DocumentOf<'memberIndex'>, { ...row }: MemberRow): boolean {
  const { version: _version, ...before } = stored;
  return JSON.stringify(Object.entries(before).sort()) === JSON.stringify(Object.entries(row).sort());
}
