import type { TaskView } from '@contracts/play/task';

type Goal = Pick<TaskView, 'done' | 'count' | 'state' | 'isAutomatic'>;

/** How far somebody is, in words. */
export function progressText({ done, count, state }: Goal): string {
  if (state === 'given') return '奖励已到账';
  if (state === 'owed') return '奖励马上到账';
  if (state === 'refused') return '奖励没能发放';
  if (count > 1) return `已完成 ${done}/${count}`;
  return state === 'reached' ? '已完成' : '还没完成';
}

/** What the button says; null: there is nothing to press. */
export function buttonText({ state, isAutomatic }: Goal): '领取' | '去完成' | null {
  if (state === 'reached') return isAutomatic ? null : '领取';
  return state === 'open' ? '去完成' : null;
}

/** Beside the task where there is no button. */
export function stateText({ state }: Goal): string {
  if (state === 'given') return '✓ 已得';
  return state === 'refused' ? '未发放' : '发放中';
}

/** How much of the bar is full, percent. */
export const filled = ({ done, count }: Goal): number => Math.round((Math.min(done, count) / count) * 100);
