import type { Gift, GiftDraft, InviteRule, InviteRuleDraft } from '@contracts/referral/invite-rule';
import { fen, yuanText } from '@contracts/primitives/fen';
import { points } from '@contracts/primitives/points';
import { instant, type Instant } from '@contracts/primitives/time';
import { fenTyped, wholeTyped } from '@contracts/primitives/typed';

/** The rule as the form holds it: text as it was typed. An empty gift gives nothing, an empty cap limits nothing. */
export interface RuleForm {
  joinInviter: string;
  joinInvitee: string;
  orderInviter: string;
  orderInvitee: string;
  minYuan: string;
  withinDays: string;
  holdDays: string;
  perDay: string;
  total: string;
  /** Points for 3, 5 and 10 friends. */
  milestones: Record<3 | 5 | 10, string>;
  burstFriends: string;
  burstMinutes: string;
}

/** A pack in a field that takes points: kept as it is unless something else is typed. */
export const giftField = (gift: Gift | null | undefined): string =>
  !gift ? '' : gift.kind === 'points' ? String(gift.points) : gift.packId;

export function formOf(rule: InviteRule | null): RuleForm {
  const reached = (friends: number) => rule?.milestones.find((step) => step.friends === friends)?.gift;
  const number = (value: number | null | undefined): string => String(value ?? '');
  return {
    joinInviter: giftField(rule?.registered.inviter),
    joinInvitee: giftField(rule?.registered.invitee),
    orderInviter: giftField(rule?.firstOrder.inviter),
    orderInvitee: giftField(rule?.firstOrder.invitee),
    minYuan: rule ? yuanText(rule.firstOrder.minFen) : '0',
    withinDays: number(rule?.firstOrder.withinDays ?? 30),
    holdDays: number(rule?.firstOrder.holdDays ?? 7),
    perDay: number(rule?.perDay),
    total: number(rule?.total),
    milestones: { 3: giftField(reached(3)), 5: giftField(reached(5)), 10: giftField(reached(10)) },
    burstFriends: number(rule?.burst?.friends),
    burstMinutes: number(rule?.burst?.minutes ?? 30),
  };
}

class Wrong extends Error {}

const needed = (typed: string, name: string, least: number, most: number): number => {
  const value = wholeTyped(typed, least, most);
  if (value === null) throw new Wrong(`${name}请填 ${least} 到 ${most} 的整数`);
  return value;
};

const orNone = (typed: string, name: string, most: number): number | null =>
  typed.trim() === '' ? null : needed(typed, name, 1, most);

function giftOf(typed: string, name: string, rule: InviteRule | null): GiftDraft | null {
  if (typed.trim() === '') return null;
  if (typed.startsWith('pack_')) {
    const kept = allGifts(rule).find((gift) => gift.kind === 'pack' && gift.packId === typed);
    if (kept?.kind === 'pack') return { kind: 'pack', packId: kept.packId };
  }
  return { kind: 'points', points: points(needed(typed, name, 1, 100_000)) };
}

const allGifts = (rule: InviteRule | null): Gift[] =>
  rule
    ? [
        rule.registered.inviter,
        rule.registered.invitee,
        rule.firstOrder.inviter,
        rule.firstOrder.invitee,
        ...rule.milestones.map(({ gift }) => gift),
      ].filter((gift) => gift !== null)
    : [];

/** The draft, or what is wrong with the form. @param ended the activity stops now */
export function draftOf(
  form: RuleForm,
  rule: InviteRule | null,
  now: Instant,
  ended = false,
): InviteRuleDraft | string {
  try {
    const minFen = form.minYuan.trim() === '' ? fen(0) : fenTyped(form.minYuan);
    if (minFen === null || minFen > 10_000_000) throw new Wrong('首单金额请填数字，最多两位小数');
    const gift = (typed: string, name: string) => giftOf(typed, name, rule);
    const burst = orNone(form.burstFriends, '异常人数', 100);
    return {
      from: rule?.from ?? now,
      until: ended ? instant(now + 1) : (rule?.until ?? null),
      registered: {
        inviter: gift(form.joinInviter, '邀请人入会奖励'),
        invitee: gift(form.joinInvitee, '好友入会奖励'),
      },
      firstOrder: {
        inviter: gift(form.orderInviter, '邀请人首单奖励'),
        invitee: gift(form.orderInvitee, '好友首单奖励'),
        minFen,
        withinDays: needed(form.withinDays, '首单期限', 1, 365),
        holdDays: needed(form.holdDays, '退款期', 0, 90),
      },
      perDay: orNone(form.perDay, '每天上限', 100_000),
      total: orNone(form.total, '累计上限', 100_000),
      milestones: ([3, 5, 10] as const).flatMap((friends) => {
        const promised = gift(form.milestones[friends], `${friends} 位奖励`);
        return promised ? [{ friends, gift: promised }] : [];
      }),
      milestonesCount: rule?.milestonesCount ?? 'first_order',
      burst:
        burst === null ? null : { friends: burst, minutes: needed(form.burstMinutes, '异常分钟数', 1, 1440) },
    };
  } catch (error) {
    if (error instanceof Wrong) return error.message;
    throw error;
  }
}
