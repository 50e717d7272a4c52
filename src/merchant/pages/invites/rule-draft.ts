import type { Gift, GiftDraft, InviteRule, InviteRuleDraft } from '@contracts/referral/invite-rule';
import { fen, yuanText } from '@contracts/primitives/fen';
import { points } from '@contracts/primitives/points';
import { instant, type Instant } from '@contracts/primitives/time';
import { isCouponPackId } from '@contracts/primitives/ids';
import { fenTyped } from '@contracts/primitives/typed';
import {
  checkForm,
  good,
  neededWhole,
  optionalWhole,
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

function gift({ what, points: typed }: GiftForm, label: string): Read<GiftDraft | null> {
  if (what === NOTHING) return good(null);
  if (what !== POINTS)
    return isCouponPackId(what) ? good({ kind: 'pack', packId: what }) : wrong(label, '请重新选券包');
  const count = neededWhole(typed, label, [1, 100_000]);
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
  'rule-withinDays': neededWhole(form.withinDays, '首单期限', [1, 365]),
  'rule-holdDays': neededWhole(form.holdDays, '退款期', [0, 90]),
  'rule-perDay': optionalWhole(form.perDay, '每天上限', [1, 100_000], '，不设就留空'),
  'rule-total': optionalWhole(form.total, '累计上限', [1, 100_000], '，不设就留空'),
  'rule-milestone-3': gift(form.milestones[3], '满 3 位'),
  'rule-milestone-5': gift(form.milestones[5], '满 5 位'),
  'rule-milestone-10': gift(form.milestones[10], '满 10 位'),
  'rule-burstFriends': optionalWhole(form.burstFriends, '异常人数', [1, 100], '，不设就留空'),
  'rule-burstMinutes':
    form.burstFriends.trim() === '' ? good(0) : neededWhole(form.burstMinutes, '异常分钟数', [1, 1440]),
});

const milestonesOf = (
  given: readonly (readonly [number, GiftDraft | null])[],
): InviteRuleDraft['milestones'] =>
  given.flatMap(([friends, promised]) => (promised ? [{ friends, gift: promised }] : []));

/** The draft, or everything that is wrong with the form. */
export function ruleFrom(form: RuleForm, rule: InviteRule | null, now: Instant): Checked<InviteRuleDraft> {
  const reads = readsOf(form);
  return checkForm(reads, (read) => {
    const friends = read['rule-burstFriends'].value;
    return {
      from: rule?.from ?? now,
      until: rule?.until ?? null,
      registered: { inviter: read['rule-joinInviter'].value, invitee: read['rule-joinInvitee'].value },
      firstOrder: {
        inviter: read['rule-orderInviter'].value,
        invitee: read['rule-orderInvitee'].value,
        minFen: read['rule-minYuan'].value,
        withinDays: read['rule-withinDays'].value,
        holdDays: read['rule-holdDays'].value,
      },
      perDay: read['rule-perDay'].value,
      total: read['rule-total'].value,
      milestones: milestonesOf([
        [3, read['rule-milestone-3'].value],
        [5, read['rule-milestone-5'].value],
        [10, read['rule-milestone-10'].value],
      ]),
      milestonesCount: rule?.milestonesCount ?? 'first_order',
      burst: friends === null ? null : { friends, minutes: read['rule-burstMinutes'].value },
    };
  });
}

/** The same rule, over now. */
export const endedAt = (draft: InviteRuleDraft, now: Instant): InviteRuleDraft => ({
  ...draft,
  until: instant(now + 1),
});
