import { wheelRuleDraft } from '@contracts/play/wheel-rule';
import { firstForm, formOf, newSlice, type RuleForm } from './rule-draft';
import { forecastText, restText, ruleFrom } from './rule-from';

const form = (change: Partial<RuleForm> = {}): RuleForm => ({
  ...firstForm(),
  contact: '020-5550',
  ...change,
});
const problemsOf = (change: Partial<RuleForm>) => {
  const read = ruleFrom(form(change));
  return read.ok ? [] : read.problems.map(({ field, text }) => [field, text]);
};
const slice = (odds: string, more = {}) => ({ ...newSlice('奖', '5', odds), ...more });

describe('the form of the wheel', () => {
  it('is what the contract takes, and is read back the same', () => {
    const full = form({ from: '2026-12-01', until: '2026-12-31', inTotal: '9', sellsChances: true });
    const read = ruleFrom(full);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(wheelRuleDraft().safeParse(read.value).success).toBe(true);
    expect(read.value.until).toBe(Date.UTC(2026, 11, 31, 16));
    expect(formOf(read.value)).toEqual(full);
  });

  it.each<[string, Partial<RuleForm>, string[][]]>([
    ['no contact', { contact: ' ' }, [['contact', '请写会员怎么联系你们']]],
    ['three thirds', { slices: ['33.33', '33.33', '33.33'].map((odds) => slice(odds)) }, []],
    ['more than everything', { slices: [slice('100'), slice('0.01')] }, [['odds', '概率合起来多了 0.01%']]],
    ['odds that are none', { slices: [slice('a')] }, [['slice-odds-0', '请填 0 到 100，最多四位小数']]],
    [
      'a slice without anything',
      { slices: [slice('1', { name: '', stock: '0', prize: { kind: 'pack', amount: '', packId: '' } })] },
      [
        ['slice-name-0', '请写奖品名称'],
        ['prize-pack-slice-0', '请选券包'],
        ['slice-stock-0', '请填 1 到 1000000 的整数，不限就不填'],
      ],
    ],
    [
      'what takes the place can be gone itself',
      { slices: [slice('1', { id: 'goes', stock: '3' })], fallbackId: 'goes' },
      [['fallback', '请选一个数量不限的奖品']],
    ],
    ['what takes the place was taken away', { fallbackId: 'away' }, [['fallback', '请选一个数量不限的奖品']]],
    [
      'it ends before it begins',
      { from: '2026-12-02', until: '2026-12-01' },
      [['until', '最后一天不能早于第一天']],
    ],
    ['one day', { from: '2026-12-01', until: '2026-12-01' }, []],
  ])('%s', (_case, change, problems) => {
    expect(problemsOf(change)).toEqual(problems);
  });

  it('says what is left of the odds and what a thousand turns cost', () => {
    expect(restText([slice('33.33'), slice('33.33')])).toBe('剩下的 33.34% 是「谢谢参与」');
    expect(restText([slice('')])).toContain('不能超过 100%');
    expect(forecastText(ruleFrom(form()))).toBe('每抽 1,000 次，约送出 4000 积分');
    expect(forecastText(ruleFrom(form({ contact: '' })))).toBeNull();
  });
});
