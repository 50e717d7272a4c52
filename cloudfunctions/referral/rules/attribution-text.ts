import type { InviteReason, TouchWhy } from '../../../contracts/referral/invite-rule';
import { chinaTimeText, type Instant } from '../../../contracts/primitives/time';
import { reasonText } from './reason-text';

interface Attribution {
  outcome: 'attributed' | 'held' | 'refused' | 'unknown_code' | 'none';
  inviterId: string | null;
  why: TouchWhy | null;
  touchedAt: Instant | null;
  reason: InviteReason | null;
  by: string;
}

const whys: Record<TouchWhy, string> = {
  join_code: '入会时用的邀请码',
  first_touch: '有效期内最先打开的邀请',
  last_touch: '有效期内最后打开的邀请',
};

const outcomes = { attributed: '记给邀请人', held: '邀请待核实', refused: '邀请不计', none: '没有邀请' };

const whos: Readonly<Record<string, string>> = { merge: '会员合并；', number: '后来知道的手机号；' };

/** One line of the journal in words: who is attributed, and why. */
export function attributionText(attribution: Attribution, leaderName: string | null): string {
  const team = leaderName === null ? '不在团长名下' : `归 ${leaderName}（入会时的团码）`;
  if (attribution.outcome === 'unknown_code') return `${team}；邀请码不存在，没有邀请人`;
  if (attribution.inviterId === null) return `${team}；没有邀请人`;
  const how = attribution.why === null ? '' : whys[attribution.why];
  const when = attribution.touchedAt === null ? '' : ` ${chinaTimeText(attribution.touchedAt)}`;
  const reason = attribution.reason === null ? '' : `：${reasonText(attribution.reason)}`;
  const who = attribution.by === 'join' ? `${team}；` : (whos[attribution.by] ?? '运营决定；');
  return `${who}${outcomes[attribution.outcome]}（${how}${when}）${reason}`;
}
