import type { JourneyNode, NodeOf } from '@contracts/journey/journey-graph';
import { factWords } from '@contracts/primitives/words/fact-words';

const MINUTES = 60;
const DAY = 24 * MINUTES;

export const spanText = (minutes: number): string =>
  minutes % DAY === 0
    ? `${minutes / DAY} 天`
    : minutes % MINUTES === 0
      ? `${minutes / MINUTES} 小时`
      : `${minutes} 分钟`;

const timeText = (minute: number): string =>
  `${String(Math.floor(minute / MINUTES)).padStart(2, '0')}:${String(minute % MINUTES).padStart(2, '0')}`;

const dates = {
  birthday: '生日',
  joined: '入会日',
  lastOrder: '最近下单日',
  pointsExpire: '积分到期日',
  couponsExpire: '券到期日',
} as const;
const weekdays = ['一', '二', '三', '四', '五', '六', '日'];

function waitText({ until }: NodeOf<'wait'>): string {
  switch (until.kind) {
    case 'for':
      return `等 ${spanText(until.minutes)}`;
    case 'fact':
      return `等“${factWords[until.fact] ?? until.fact}”，最多 ${spanText(until.withinMinutes)}`;
    case 'clock': {
      const days = until.weekdays.map((day) => weekdays[day - 1] ?? '').join('、');
      return `等到${days === '' ? '' : `周${days} `}${timeText(until.atMinute)}`;
    }
    case 'date': {
      const day = 'day' in until.of ? until.of.day : dates[until.of.member];
      const { offsetDays } = until;
      const off = offsetDays === 0 ? '' : offsetDays < 0 ? `前 ${-offsetDays} 天` : `后 ${offsetDays} 天`;
      return `等到${day}${off} ${timeText(until.atMinute)}`;
    }
  }
}

/** What a step does, in words. */
export function nodeText(node: JourneyNode): string {
  switch (node.do) {
    case 'message':
      return `发消息：${node.fallback.title}｜${node.fallback.body}`;
    case 'coupon':
      return '发券包';
    case 'points':
      return `送 ${node.points} 积分（${node.reason}）`;
    case 'growth':
      return `送 ${node.growth} 成长值`;
    case 'tag':
      return node.put ? `打标签“${node.tag}”` : `去掉标签“${node.tag}”`;
    case 'task':
      return `${node.for === 'staff' ? '店员' : '团长'}跟进：${node.title}`;
    case 'wait':
      return waitText(node);
    case 'if':
      return '看条件';
    case 'split':
      return `分流：${node.arms.map(({ percent }) => `${percent}%`).join(' / ')}`;
    case 'end':
      return '结束';
  }
}

/** Where a step leads, in words; `leaves`: out of the journey. */
export function nextText(node: JourneyNode, leaves: string): string {
  const to = (next: string | null): string => next ?? leaves;
  if (node.do === 'end') return leaves;
  if (node.do === 'if') return `符合 → ${to(node.yes)}；不符合 → ${to(node.no)}`;
  if (node.do === 'split')
    return node.arms.map(({ next }, way) => `第 ${way + 1} 组 → ${to(next)}`).join('；');
  if (node.do === 'wait' && node.until.kind === 'fact')
    return `发生了 → ${to(node.next)}；没有 → ${to(node.late)}`;
  if (node.do === 'wait' && node.until.kind === 'date' && node.until.past === 'skip')
    return `到了 → ${to(node.next)}；已过 → ${to(node.late)}`;
  return `→ ${to(node.next)}`;
}
