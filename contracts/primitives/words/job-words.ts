/** What is done to everybody of a segment, in words, on the phone and at a desk. */
export const jobStateWords = {
  prepared: '还没开始',
  running: '进行中',
  done: '已完成',
  undoing: '正在撤销',
  undone: '已撤销',
  closed: '已结束',
} as const;

const skipWords: Readonly<Record<string, string>> = {
  no_longer: '已注销或已并入另一个账号',
  not_wanted: '关闭了个性化推荐',
  has_it: '本来就有这个标签',
  kept_off: '手工去掉过这个标签',
  member_tags_full: '标签已满 50 个',
  own_affair: '是操作人自己',
  no_leader: '没有团长',
  was_in: '已经在这个旅程里或走过一次',
  too_soon: '离上次进入还不够久',
  held_out: '是实验里留着不做的人',
  filtered: '不符合旅程的条件',
};

/** Why somebody was left out. @param catalogue of errors: what is no word of its own is a code of it */
export const skipWord = (why: string, catalogue: Readonly<Record<string, { message: string }>>): string =>
  skipWords[why] ?? catalogue[why]?.message ?? why;
