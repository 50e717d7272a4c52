import { EMPTY_TEMPLATE, templateDraftOf, writtenFrom, type TemplateDraft } from './template-draft';
import { isCouponTemplateId } from '@contracts/primitives/ids';

const filled: TemplateDraft = { ...EMPTY_TEMPLATE, title: '满 99 减 20', amount: '20', threshold: '99' };

describe('the form of a coupon template', () => {
  it.each<[Partial<TemplateDraft>, string, string]>([
    [{ title: '' }, 'title', '请写名称，最多 20 个字'],
    [{ title: '一'.repeat(21) }, 'title', '请写名称，最多 20 个字'],
    [{ amount: '0' }, 'amount', '请填减多少元'],
    [{ amount: '12.345' }, 'amount', '请填减多少元'],
    [{ amount: '2e1' }, 'amount', '请填减多少元'],
    [{ threshold: '19.99' }, 'threshold', '门槛不能低于减的金额'],
    [{ threshold: 'x' }, 'threshold', '请填金额，无门槛就留空'],
    [
      { kind: 'percent_off', percentOff: '101' },
      'percent-off',
      '请填 1 到 100：减 20 就是八折，减 100 就是免单',
    ],
    [
      { kind: 'percent_off', percentOff: '1e1' },
      'percent-off',
      '请填 1 到 100：减 20 就是八折，减 100 就是免单',
    ],
    [{ kind: 'exchange' }, 'item', '请写换什么，最多 30 个字'],
    [
      { conditions: Array.from({ length: 11 }, (_, n) => `条件${n}`).join('\n') },
      'conditions',
      '最多 10 行，每行最多 60 个字',
    ],
    [{ perDay: '0x10' }, 'per-day', '请填大于 0 的整数，不限就留空'],
    [{ perDay: '0' }, 'per-day', '请填大于 0 的整数，不限就留空'],
    [{ perMemberPerDay: '1.5' }, 'per-member-per-day', '请填大于 0 的整数，不限就留空'],
    [{ collectable: true, perMember: '' }, 'per-member', '自己领的券请填每人限几张，或选「每人不限张数」'],
    [{ validity: { ...EMPTY_TEMPLATE.validity, count: '' } }, 'validity-count', '请填 1 到 9999 的整数'],
  ])('%j: at %s, %s', (change, field, text) => {
    const written = writtenFrom({ ...filled, ...change });
    expect(written.ok ? [] : written.problems.map((problem) => [problem.field, problem.text])).toEqual([
      [field, text],
    ]);
  });

  it.each<[Partial<TemplateDraft>]>([
    [{}],
    [{ threshold: '' }],
    [{ kind: 'percent_off', percentOff: '100' }],
    [{ kind: 'percent_off', percentOff: '20' }],
    [{ kind: 'exchange', item: '鸡蛋一盒' }],
    [{ collectable: true, perMember: '', noMemberLimit: true }],
  ])('%j can be saved', (change) => {
    expect(writtenFrom({ ...filled, ...change })).toMatchObject({ ok: true });
  });

  it('a window of days includes its last day', () => {
    const validity = {
      ...EMPTY_TEMPLATE.validity,
      kind: 'window' as const,
      fromDate: '2028-02-29',
      lastDate: '2028-02-29',
    };
    expect(writtenFrom({ ...filled, validity })).toMatchObject({
      value: {
        validity: {
          from: Date.parse('2028-02-29T00:00:00+08:00'),
          until: Date.parse('2028-03-01T00:00:00+08:00'),
        },
      },
    });
  });

  it.each([
    {
      ...filled,
      conditions: '甲\n乙',
      categories: ['生鲜', '水果'],
      transferable: true,
      total: '100',
      collectable: true,
    },
    { ...filled, kind: 'percent_off' as const, percentOff: '15' },
    { ...filled, kind: 'exchange' as const, item: '鸡蛋' },
    {
      ...filled,
      validity: {
        ...EMPTY_TEMPLATE.validity,
        count: '90',
        unit: 'minute' as const,
        delay: '2',
        delayUnit: 'hour' as const,
      },
    },
    { ...filled, validity: { ...EMPTY_TEMPLATE.validity, kind: 'end_of_month' as const } },
  ])('saved and opened again it says the same', (draft) => {
    const written = writtenFrom(draft);
    const templateId = 'tpl_a';
    if (!written.ok || !isCouponTemplateId(templateId)) throw new Error('not written');
    const view = { templateId, version: 1, status: 'draft' as const, stock: null, ...written.value };
    expect(writtenFrom(templateDraftOf(view))).toEqual(written);
  });
});
