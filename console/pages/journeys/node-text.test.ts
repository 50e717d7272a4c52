import type { JourneyNode } from '@contracts/journey/journey-graph';
import { nextText, nodeText } from './node-text';

const wait = (until: Extract<JourneyNode, { do: 'wait' }>['until']): JourneyNode => ({
  do: 'wait',
  id: 'w',
  until,
  next: 'a',
  late: null,
});

it.each<[JourneyNode, string, string]>([
  [wait({ kind: 'for', minutes: 2880 }), '等 2 天', '→ a'],
  [wait({ kind: 'for', minutes: 90 }), '等 90 分钟', '→ a'],
  [
    wait({ kind: 'fact', fact: 'paid', withinMinutes: 120 }),
    '等“付款”，最多 2 小时',
    '发生了 → a；没有 → 离开',
  ],
  [wait({ kind: 'clock', atMinute: 545, weekdays: [2, 7] }), '等到周二、日 09:05', '→ a'],
  [
    wait({ kind: 'date', of: { member: 'birthday' }, offsetDays: -3, atMinute: 600, past: 'skip' }),
    '等到生日前 3 天 10:00',
    '到了 → a；已过 → 离开',
  ],
  [
    {
      do: 'split',
      id: 's',
      arms: [
        { percent: 90, next: 'a' },
        { percent: 10, next: null },
      ],
    },
    '分流：90% / 10%',
    '第 1 组 → a；第 2 组 → 离开',
  ],
  [{ do: 'tag', id: 't', tag: '新客', put: false, next: null }, '去掉标签“新客”', '→ 离开'],
  [{ do: 'end', id: 'e' }, '结束', '离开'],
])('%j says %s', (node, text, next) => {
  expect([nodeText(node), nextText(node, '离开')]).toEqual([text, next]);
});
