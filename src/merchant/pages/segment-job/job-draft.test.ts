import { couponTemplateId } from '@contracts/values';
import { checkJob, EMPTY_JOB } from './job-draft';

const TEMPLATE = couponTemplateId.parse('tpl_weekend-15');
const problems = (checked: ReturnType<typeof checkJob>): string[] =>
  checked.ok ? [] : checked.problems.map(({ field }) => field);

describe('what is given to a segment', () => {
  it.each([
    ['a coupon without a kind, a count and a reason', { quantity: '0' }, ['template', 'quantity', 'reason']],
    ['a tag without a name', { kind: 'tag' as const, reason: '周六活动' }, ['tag']],
    ['no journey', { kind: 'journey' as const, reason: '周六活动' }, ['journey']],
    ['nothing to do', { kind: 'task' as const, dueDays: '61', reason: '周六活动' }, ['title', 'dueDays']],
    ['more than ten each', { templateId: TEMPLATE, quantity: '11', reason: '周六活动' }, ['quantity']],
  ])('%s is refused beside its field', (_what, some, fields) => {
    expect(problems(checkJob({ ...EMPTY_JOB, ...some }))).toEqual(fields);
  });

  it('is what was typed, without what was not chosen', () => {
    const coupon = { ...EMPTY_JOB, templateId: TEMPLATE, quantity: '2', tag: '早鸟', reason: ' 周六活动 ' };
    expect(checkJob(coupon)).toMatchObject({
      ok: true,
      value: { act: { do: 'coupon', templateId: TEMPLATE, quantity: 2 }, reason: '周六活动' },
    });
    expect(checkJob({ ...coupon, kind: 'tag' })).toMatchObject({
      ok: true,
      value: { act: { do: 'tag', tag: '早鸟' } },
    });
    const task = { ...EMPTY_JOB, kind: 'task' as const, title: ' 回访 ', dueDays: '0', reason: '周六活动' };
    expect(checkJob(task)).toMatchObject({
      ok: true,
      value: { act: { do: 'task', for: 'staff', title: '回访', note: '', dueDays: 0 } },
    });
  });
});
