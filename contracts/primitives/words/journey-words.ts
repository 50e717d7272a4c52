/** What a run went through at a step, in words an operator uses: the answer to "why was this held?". */
const words: Readonly<Record<string, string>> = {
  entered: '进入',
  wechat: '已发到微信',
  inbox: '已放进收件箱',
  given: '已做',
  refused: '没有做成',
  as_it_was: '本来就是这样',
  waited: '等到了',
  happened: '等的事发生了',
  timed_out: '等的事没有发生',
  past: '日子已经过了',
  unknown: '不知道这个日子',
  yes: '符合',
  no: '不符合',
  held_quiet: '等待：安静时段',
  held_capped: '等待：今天的通知已发够',
  held_reminders: '等待：今天剩下的留给提醒',
  held_priority: '等待：另一个旅程优先',
  skipped_useless: '跳过：已经没有用了',
  skipped_capped: '跳过：今天的通知已发够',
  skipped_reminders: '跳过：今天剩下的留给提醒',
  skipped_priority: '跳过：另一个旅程优先',
  ended: '走完',
  goal: '达到目标',
  exited: '符合退出条件',
  capped: '退出：通知已发够',
  opted_out: '退出：不想收到',
  closed: '退出：会员注销',
  merged: '退出：合并后另一次进入还在走',
  migrated_away: '退出：新版本里没有这一步',
  stopped: '旅程结束了',
  too_many_rounds: '退出：循环太多次',
};
const ARM = /^arm[_-](\d+)$/;

export function journeyWord(what: string): string {
  const way = ARM.exec(what)?.[1];
  return way === undefined ? (words[what] ?? what) : `第 ${way} 组`;
}

/** An arm of an experiment. */
export const armWord = (arm: string): string =>
  arm === 'quarter' ? '本季对照' : arm === 'holdout' ? '对照组' : journeyWord(arm);
