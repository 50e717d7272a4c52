import type { Gift, InviteRule } from '../../../contracts/referral/invite-rule';
import { yuanText } from '../../../contracts/primitives/fen';
import { chinaEndText, chinaTimeText } from '../../../contracts/primitives/time';
import { giftText } from './reward';

/** The rule in plain words: all of it, shown before anything is shared (platform-facts, section 8). */
export function inviteRuleLines(rule: InviteRule): string[] {
  return [
    `活动时间：${chinaTimeText(rule.from)} 起${rule.until === null ? '，长期有效' : `，到 ${chinaEndText(rule.until)} 止`}`,
    ...registeredLines(rule),
    ...firstOrderLines(rule),
    ...milestoneLines(rule),
    ...capLines(rule),
    '只算你直接邀请的好友，好友再邀请的人和你没有关系',
    '不计的情况：自己、已是会员的人、同一个人的另一个账号、互相邀请；同一位好友只算一次',
    ...(rule.burst ? ['短时间内入会人数异常时，先由运营核实再计，结果会写明'] : []),
    '转发、分享本身没有奖励，好友自己愿意入会、下单才有；不邀请也不影响任何会员权益',
  ];
}

const both = (yours: Gift | null, theirs: Gift | null): string =>
  [yours && `你得 ${giftText(yours)}`, theirs && `好友得 ${giftText(theirs)}`].filter(Boolean).join('，');

function registeredLines({ registered: { inviter, invitee } }: InviteRule): string[] {
  const given = both(inviter, invitee);
  return given === '' ? [] : [`好友通过你的邀请成为新会员：${given}，入会后几分钟内到账`];
}

function firstOrderLines({ firstOrder }: InviteRule): string[] {
  const { inviter, invitee, minFen, withinDays, holdDays } = firstOrder;
  const given = both(inviter, invitee);
  if (given === '') return [];
  const least = minFen > 0 ? `实付满 ${yuanText(minFen)} 元的` : '';
  const when = holdDays === 0 ? '付款后到账' : `付款 ${holdDays} 天后到账`;
  return [
    `好友入会 ${withinDays} 天内完成${least}首单：${given}，${when}`,
    `订单退款后不再满足条件的，首单奖励随订单收回`,
  ];
}

function milestoneLines({ milestones, milestonesCount }: InviteRule): string[] {
  const what = milestonesCount === 'registered' ? '好友入会' : '好友完成首单';
  return milestones.map(({ friends, gift }) => `累计 ${friends} 位${what}：你再得 ${giftText(gift)}`);
}

function capLines({ perDay, total }: InviteRule): string[] {
  if (perDay === null && total === null) return [];
  const day = perDay === null ? '' : `每天最多奖励 ${perDay} 位好友`;
  const all = total === null ? '' : `累计最多奖励 ${total} 位好友`;
  return [`${[day, all].filter(Boolean).join('，')}；超出后好友仍得好友礼`];
}

/** What the friend gets, for the landing page. */
export function inviteeLines({ registered, firstOrder }: InviteRule): string[] {
  const { invitee, minFen } = firstOrder;
  return [
    ...(registered.invitee ? [`入会另得 ${giftText(registered.invitee)}`] : []),
    ...(invitee
      ? [`完成${minFen > 0 ? `满 ${yuanText(minFen)} 元的` : ''}首单再得 ${giftText(invitee)}`]
      : []),
  ];
}

/** What the inviter gets, one line each. */
export const inviterGifts = ({ registered, firstOrder }: InviteRule): string[] => [
  ...(registered.inviter ? [`好友入会：${giftText(registered.inviter)}`] : []),
  ...(firstOrder.inviter ? [`好友首单：${giftText(firstOrder.inviter)}`] : []),
];
