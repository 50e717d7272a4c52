import { EMPTY_TEMPLATE, templateDraftOf, writtenOf, type TemplateDraft } from './template-draft';
import { isCouponTemplateId } from '@contracts/primitives/ids';

const filled: TemplateDraft = { ...EMPTY_TEMPLATE, title: '满 99 减 20', amount: '20', threshold: '99' };

describe('the form of a coupon template', () => {
  it.each([
    [{}, null],
    [{ title: '' }, '请写名称，最多 20 个字'],
    [{ title: '一'.repeat(21) }, '请写名称，最多 20 个字'],
    [{ amount: '0' }, '请填减多少元'],
    [{ threshold: '19.99' }, '门槛不能低于减的金额'],
    [{ threshold: '' }, null],
    [
      { kind: 'percent_off' as const, percentOff: '101' },
      '减百分之几请填 1 到 100，减 20 就是八折，减 100 就是免单',
    ],
    [
      { kind: 'percent_off' as const, percentOff: '1e1' },
      '减百分之几请填 1 到 100，减 20 就是八折，减 100 就是免单',
    ],
    [{ kind: 'percent_off' as const, percentOff: '100' }, null],
    [{ amount: '12.345' }, '请填减多少元'],
    [{ amount: '2e1' }, '请填减多少元'],
    [{ perDay: '0x10' }, '数量限制请填大于 0 的整数，不限就留空'],
    [{ kind: 'percent_off' as const, percentOff: '20' }, null],
    [{ kind: 'exchange' as const }, '请写换什么，最多 30 个字'],
    [{ kind: 'exchange' as const, item: '鸡蛋一盒' }, null],
    [
      { conditions: Array.from({ length: 11 }, (_, n) => `条件${n}`).join('\n') },
      '其他条件最多 10 行，每行最多 60 个字',
    ],
    [{ perDay: '0' }, '数量限制请填大于 0 的整数，不限就留空'],
    [{ perMemberPerDay: '1.5' }, '数量限制请填大于 0 的整数，不限就留空'],
    [{ validity: { ...EMPTY_TEMPLATE.validity, count: '' } }, '有效时长请填整数'],
    [
      { validity: { ...EMPTY_TEMPLATE.validity, kind: 'window' as const, fromDate: '2026-02-28' } },
      '请选开始和结束日期',
    ],
    [
      {
        validity: {
          ...EMPTY_TEMPLATE.validity,
          kind: 'window' as const,
          fromDate: '2028-03-01',
          lastDate: '2028-02-29',
        },
      },
      '结束日期不能早于开始日期',
    ],
  ])('%j: %s', (change, problem) => {
    const written = writtenOf({ ...filled, ...change });
    expect('problem' in written ? written.problem : null).toBe(problem);
  });

  it('a window of days includes its last day', () => {
    const validity = {
      ...EMPTY_TEMPLATE.validity,
      kind: 'window' as const,
      fromDate: '2028-02-29',
      lastDate: '2028-02-29',
    };
    expect(writtenOf({ ...filled, validity })).toMatchObject({
      validity: {
        from: Date.parse('2028-02-29T00:00:00+08:00'),
        until: Date.parse('2028-03-01T00:00:00+08:00'),
      },
    });
  });

  it.each([
    {
      ...filled,
      conditions: '甲\n乙',
      categories: '生鲜 水果',
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
    const written = writtenOf(draft);
    const templateId = 'tpl_a';
    if ('problem' in written || !isCouponTemplateId(templateId)) throw new Error('not written');
    const again = templateDraftOf({ templateId, version: 1, status: 'draft', stock: null, ...written });
    expect(writtenOf(again)).toEqual(written);
  });
});
