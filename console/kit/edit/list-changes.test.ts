import type { Section } from './fields';
import { listChanges, rebased } from './list-changes';

interface Values {
  kind: string;
  name: string;
  percent: number | null;
  amountFen: number | null;
  about: string;
  stores: string[];
  open: boolean;
  steps: { coupon: string; count: number }[];
}
const coupons = [
  { value: 'a', label: '满减' },
  { value: 'b', label: '折扣' },
];
const sections: Section<Values>[] = [
  {
    title: '内容',
    fields: [
      { name: 'kind', label: '类型', kind: 'choice', options: coupons },
      { name: 'name', label: '名称', kind: 'text', most: 20 },
      {
        name: 'percent',
        label: '减百分之几',
        kind: 'number',
        min: 1,
        max: 100,
        unit: '%',
        when: ({ kind }) => kind === 'b',
      },
      { name: 'amountFen', label: '金额', kind: 'money', empty: '不限' },
      { name: 'about', label: '说明', kind: 'lines', most: 100 },
    ],
  },
  {
    title: '范围',
    fields: [
      { name: 'stores', label: '门店', kind: 'choices', options: coupons, empty: '全部' },
      { name: 'open', label: '启用', kind: 'flag' },
      {
        name: 'steps',
        label: '内容',
        kind: 'rows',
        add: '加',
        most: 3,
        blank: () => ({}),
        cells: [
          { name: 'coupon', label: '券', kind: 'choice', options: coupons },
          { name: 'count', label: '张数', kind: 'number', min: 1, max: 10, unit: '张' },
        ],
      },
    ],
  },
];
const before: Values = {
  kind: 'a',
  name: '立减',
  percent: null,
  amountFen: 500,
  about: '每人一张',
  stores: [],
  open: false,
  steps: [{ coupon: 'a', count: 1 }],
};
const words = { yes: '是', no: '否', none: '—' };
const told = (change: Partial<Values>): string[] =>
  listChanges(sections, before, { ...before, ...change }, words).map(
    ({ label, before: was, after }) => `${label}: ${was} → ${after}`,
  );

describe('what a form changes', () => {
  it.each<[Partial<Values>, string[]]>([
    [{}, []],
    [{ name: '立减 5 元' }, ['名称: 立减 → 立减 5 元']],
    [{ amountFen: null }, ['金额: ¥5 → 不限']],
    [{ amountFen: 123_450 }, ['金额: ¥5 → ¥1,234.50']],
    [{ about: '每人一张\n\n 限堂食 ' }, ['说明: 每人一张 → 每人一张；限堂食']],
    [{ about: '每人一张\n' }, []],
    [{ stores: ['b', 'z'] }, ['门店: 全部 → 折扣、z']],
    [{ open: true }, ['启用: 否 → 是']],
    [{ steps: [{ coupon: 'b', count: 2 }] }, ['内容: 满减 · 1张 → 折扣 · 2张']],
    [{ steps: [] }, ['内容: 满减 · 1张 → —']],
    // Shown with the kind it belongs to, and nothing otherwise.
    [{ kind: 'b', percent: 20 }, ['类型: 满减 → 折扣', '减百分之几: — → 20%']],
    [{ percent: 20 }, []],
  ])('%j', (change, lines) => expect(told(change)).toEqual(lines));

  it('is put on what stands there now: only what somebody changed is proposed', () => {
    const typed = { ...before, name: '改了', amountFen: 900 };
    const now = { ...before, amountFen: 700, open: true, steps: [] };
    expect(rebased(before, typed, now)).toEqual({ ...now, name: '改了', amountFen: 900 });
    expect(rebased(before, before, now)).toEqual(now);
  });
});
