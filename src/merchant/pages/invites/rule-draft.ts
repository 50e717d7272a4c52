import type { Gift, GiftDraft, InviteRule, InviteRuleDraft } from '@contracts/referral/invite-rule';
import { fen, yuanText } from '@contracts/primitives/fen';
import { points } from '@contracts/primitives/points';
import { instant, type Instant } from '@contracts/primitives/time';
import { isCouponPackId } from '@contracts/primitives/ids';
import { fenTyped, wholeTyped } from '@contracts/primitives/typed';
import {
  allRead,
  good,
  needed,
  optional,
  problemsOf,
  readyForm,
  refusedForm,
  wrong,
  type Checked,
  type Read,
} from '@/components/form/problems';

/** What is given: nothing, points, or a pack by its id. */
export interface GiftForm {
  what: string;
  points: string;
}
export const NOTHING = 'nothing';
export const POINTS = 'points';

/** The friends at which more is given. */
export const MILESTONES = [3, 5, 10] as const;

/** The rule as the form holds it: text as it was typed. An empty cap limits nothing. */
export interface RuleForm {
  joinInviter: GiftForm;
  joinInvitee: GiftForm;
  orderInviter: GiftForm;
  orderInvitee: GiftForm;
  minYuan: string;
  withinDays: string;
  holdDays: string;
  perDay: string;
  total: string;
  milestones: Record<3 | 5 | 10, GiftForm>;
  burstFriends: string;
  burstMinutes: string;
}

export const giftForm = (gift: Gift | null | undefined): GiftForm => {
  if (!gift) return { what: NOTHING, points: '' };
  return gift.kind === 'points'
    ? { what: POINTS, points: String(gift.points) }
    : { what: gift.packId, points: '' };
};

export function formOf(rule: InviteRule | null): RuleForm {
  const reached = (friends: number) => rule?.milestones.find((step) => step.friends === friends)?.gift;
  const number = (value: number | null | undefined): string => String(value ?? '');
  return {
    joinInviter: giftForm(rule?.registered.inviter),
    joinInvitee: giftForm(rule?.registered.invitee),
    orderInviter: giftForm(rule?.firstOrder.inviter),
    orderInvitee: giftForm(rule?.firstOrder.invitee),
    minYuan: rule ? yuanText(rule.firstOrder.minFen) : '0',
    withinDays: number(rule?.firstOrder.withinDays ?? 30),
    holdDays: number(rule?.firstOrder.holdDays ?? 7),
    perDay: number(rule?.perDay),
    total: number(rule?.total),
    milestones: { 3: giftForm(reached(3)), 5: giftForm(reached(5)), 10: giftForm(reached(10)) },
    burstFriends: number(rule?.burst?.friends),
    burstMinutes: number(rule?.burst?.minutes ?? 30),
  };
}

const whole = (typed: string, label: string, least: number, most: number): Read<number> =>
  needed(wholeTyped(typed, least, most), label, `请填 ${least} 到 ${most} 的整数`);
const wholeOrNone = (typed: string, label: string, most: number): Read<number | null> =>
  optional(typed, (text) => wholeTyped(text, 1, most), label, `请填 1 到 ${most} 的整数，不设就留空`);

function gift({ what, points: typed }: GiftForm, label: string): Read<GiftDraft | null> {
  if (what === NOTHING) return good(null);
  if (what !== POINTS)
    return isCouponPackId(what) ? good({ kind: 'pack', packId: what }) : wrong(label, '请重新选券包');
  const count = whole(typed, label, 1, 100_000);
  return count.ok ? good({ kind: 'points', points: points(count.value) }) : count;
}

function minOf(typed: string): Read<ReturnType<typeof fen>> {
  const minFen = typed.trim() === '' ? fen(0) : fenTyped(typed);
  return minFen === null || minFen > 10_000_000 ? wrong('首单金额', '请填金额，最多两位小数') : good(minFen);
}

/** Every field of the form, by the id it stands under. */
const readsOf = (form: RuleForm) => ({
  'rule-joinInviter': gift(form.joinInviter, '入会：邀请人得'),
  'rule-joinInvitee': gift(form.joinInvitee, '入会：好友得'),
  'rule-orderInviter': gift(form.orderInviter, '首单：邀请人得'),
  'rule-orderInvitee': gift(form.orderInvitee, '首单：好友得'),
  'rule-minYuan': minOf(form.minYuan),
  'rule-withinDays': whole(form.withinDays, '首单期限', 1, 365),
  'rule-holdDays': whole(form.holdDays, '退款期', 0, 90),
  'rule-perDay': wholeOrNone(form.perDay, '每天上限', 100_000),
  'rule-total': wholeOrNone(form.total, '累计上限', 100_000),
  'rule-milestone-3': gift(form.milestones[3], '满 3 位'),
  'rule-milestone-5': gift(form.milestones[5], '满 5 位'),
  'rule-milestone-10': gift(form.milestones[10], '满 10 位'),
  'rule-burstFriends': wholeOrNone(form.burstFriends, '异常人数', 100),
  'rule-burstMinutes':
    form.burstFriends.trim() === '' ? good(0) : whole(form.burstMinutes, '异常分钟数', 1, 1440),
});

const milestonesOf = (
  given: readonly (readonly [number, GiftDraft | null])[],
): InviteRuleDraft['milestones'] =>
  given.flatMap(([friends, promised]) => (promised ? [{ friends, gift: promised }] : []));

/** The draft, or everything that is wrong with the form. */
export function ruleFrom(form: RuleForm, rule: InviteRule | null, now: Instant): Checked<InviteRuleDraft> {
  const reads = readsOf(form);
  if (!allRead(reads)) return refusedForm(problemsOf(reads));
  const friends = reads['rule-burstFriends'].value;
  return readyForm({
    from: rule?.from ?? now,
    until: rule?.until ?? null,
    registered: { inviter: reads['rule-joinInviter'].value, invitee: reads['rule-joinInvitee'].value },
    firstOrder: {
      inviter: reads['rule-orderInviter'].value,
      invitee: reads['rule-orderInvitee'].value,
      minFen: reads['rule-minYuan'].value,
      withinDays: reads['rule-withinDays'].value,
      holdDays: reads['rule-holdDays'].value,
    },
    perDay: reads['rule-perDay'].value,
    total: reads['rule-total'].value,
    milestones: milestonesOf([
      [3, reads['rule-milestone-3'].value],
      [5, reads['rule-milestone-5'].value],
      [10, reads['rule-milestone-10'].value],
    ]),
    milestonesCount: rule?.milestonesCount ?? 'first_order',
    burst: friends === null ? null : { friends, minutes: reads['rule-burstMinutes'].value },
  });
}

/** The same rule, over now. */
export const endedAt = (draft: InviteRuleDraft, now: Instant): InviteRuleDraft => ({
  ...draft,
  until: instant(now + 1),
});
