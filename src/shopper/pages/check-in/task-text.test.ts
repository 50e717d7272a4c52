import type { TaskView } from '@contracts/play/task';
import { buttonText, filled, progressText, stateText } from './task-text';

const goal = (state: TaskView['state'], done = 0, count = 1, isAutomatic = false) => ({
  state,
  done,
  count,
  isAutomatic,
});

describe('a task in words', () => {
  it.each([
    [goal('open'), '还没完成', '去完成'],
    [goal('reached', 1), '已完成', '领取'],
    [goal('open', 1, 3), '已完成 1/3', '去完成'],
    [goal('reached', 3, 3), '已完成 3/3', '领取'],
    [goal('reached', 3, 3, true), '已完成 3/3', null],
    [goal('owed', 1), '奖励马上到账', null],
    [goal('given', 1), '奖励已到账', null],
    [goal('refused', 1), '奖励没能发放', null],
  ])('%j', (one, progress, button) => {
    expect([progressText(one), buttonText(one)]).toEqual([progress, button]);
  });

  it.each([
    [goal('given'), '✓ 已得'],
    [goal('refused'), '未发放'],
    [goal('reached', 1, 1, true), '发放中'],
    [goal('owed'), '发放中'],
  ])('beside it: %j', (one, text) => expect(stateText(one)).toBe(text));

  it.each([
    [0, 3, 0],
    [1, 3, 33],
    [3, 3, 100],
    [5, 3, 100],
  ])('%i of %i fill %i percent', (done, count, percent) => {
    expect(filled(goal('open', done, count))).toBe(percent);
  });
});
