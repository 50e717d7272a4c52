import { chinaTimeText } from '@contracts/primitives/time';
import type { PushApi, PushView } from '@contracts/message/push';
import type { Question } from '@/components/sheet/confirm-sheet';
import { pushKindText } from '../../components/words/message-text';

type Steer = Parameters<PushApi['steerPush']>[0]['to'];
export type Act =
  { act: 'submit'; confirmRepeat: boolean } | { act: 'approve' } | { act: 'steer'; to: Steer };

/** Only who subscribed in the official account gets one; WeChat tells when it is sent. */
const noticeText = (people: number): string => (people === 0 ? '' : `最多 ${people} 人收到公众号订阅通知，`);

/** Whom it reaches and how, as the preview counted. */
const reachText = ({ reach }: PushView['preview']): string =>
  `${reach.wechat} 人收到微信服务通知，${reach.official_account} 人收到公众号消息，${noticeText(reach.official_notice)}${reach.inbox} 人只在小程序里看到。`;

const sendingLines = (push: PushView): string[] => [
  reachText(push.preview),
  `${push.text?.title ?? pushKindText[push.kind]}，${chinaTimeText(push.sendAt)} 开始发。`,
  ...(push.givesPack ? ['每个人同时得到一份推送券包，发出的券不能悄悄拿走。'] : []),
  '发出去的消息收不回来；还没发的可以随时暂停。',
];

const isRepeat = (act: Act): boolean => act.act === 'submit' && act.confirmRepeat;

/** What is asked before it is done; what only stops something is done at once, but for cancelling. */
export function questionOf(push: PushView, act: Act): Question | null {
  const people = `${push.preview.total} 人`;
  if (act.act === 'approve' || (act.act === 'submit' && !push.needsApproval))
    return {
      title: isRepeat(act) ? '同样的推送刚发过，再发一次？' : '现在发给他们？',
      figure: people,
      lines: sendingLines(push),
      yes: `发给 ${people}`,
    };
  if (act.act === 'submit')
    return {
      title: '交给第二个人确认？',
      figure: people,
      lines: [reachText(push.preview), '另一位运营或店主确认后才会发。'],
      yes: '提交',
    };
  if (act.to !== 'cancelled') return null;
  const left = Math.max(0, push.preview.total - push.done);
  return {
    title: '取消这次推送？',
    figure: push.done > 0 ? `还有 ${left} 人没发` : undefined,
    lines: [
      push.done > 0 ? `已经处理的 ${push.done} 人收不回来，其余的不再发。` : '一个人也不会收到。',
      '取消后不能恢复，要发得新建一个。',
    ],
    yes: '取消这次推送',
  };
}
