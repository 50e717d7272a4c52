import type { Task, TaskRuleDraft } from '../../../contracts/play/task-rule';
import { yuanText } from '../../../contracts/primitives/fen';
import { prizeText, type PackNames } from './prize-text';

const often = { once: '', day: '今天', week: '本周' } as const;
const oftenOf = { once: '每人一次', day: '每天一次', week: '每周一次' } as const;

/** What there is to do. */
export function taskText({
  kind,
  count,
  minFen,
  every,
}: Pick<Task, 'kind' | 'count' | 'minFen' | 'every'>): string {
  return `${often[every]}${deedText(kind, count, minFen)}`;
}

function deedText(kind: Task['kind'], count: number, minFen: Task['minFen']): string {
  switch (kind) {
    case 'orders':
      return minFen === null ? `付款 ${count} 笔` : `付款 ${count} 笔，每笔满 ${yuanText(minFen)} 元`;
    case 'check_ins':
      return `签到 ${count} 天`;
    case 'visits':
      return `到店 ${count} 次，出示会员码让店员扫`;
    case 'invites':
      return `邀请 ${count} 位好友入会`;
    case 'coupons':
      return `用掉 ${count} 张优惠券`;
    case 'nickname':
      return '填写昵称';
    case 'phone':
      return '绑定手机号';
    case 'birthday':
      return '填写生日';
  }
}

/** The rule as members read it. */
export const taskLines = ({ tasks }: TaskRuleDraft, packs: PackNames): string[] => [
  ...tasks.map(
    (task) =>
      `${task.name}：${deedText(task.kind, task.count, task.minFen)}，得 ${prizeText(task.prize, packs)}，${oftenOf[task.every]}${task.isAutomatic ? '，自动发放' : ''}`,
  ),
  '每天从 0 点、每周从星期一 0 点（北京时间）重新计算；要自己领取的奖励当天或当周领取，过期不补',
  '退了款的订单和退回的优惠券不算；已经发出的奖励不受后来的规则变化影响',
  '注销后再加入的，每人一次的任务不再发奖',
];
