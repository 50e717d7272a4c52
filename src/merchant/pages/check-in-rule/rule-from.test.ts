import { pointsForm } from '../../components/prize/prize-draft';
import { FIRST_FORM, formOf, type RuleForm } from './rule-draft';
import { ruleFrom } from './rule-from';

const problemsOf = (change: Partial<RuleForm>) => {
  const read = ruleFrom({ ...FIRST_FORM, ...change });
  return read.ok ? [] : read.problems.map(({ field, text }) => [field, text]);
};

describe('the form of the check-in rule', () => {
  it('says what it says, and is read back the same', () => {
    const read = ruleFrom(FIRST_FORM);
    if (!read.ok) throw new Error('the first form is wrong');
    expect(read.value.ladder).toHaveLength(7);
    expect(read.value.makeUp).toEqual({ within: 7, perMonth: 2, points: 10 });
    expect(formOf(read.value)).toEqual(FIRST_FORM);
    const without = ruleFrom({ ...FIRST_FORM, makesUp: false, within: '', perMonth: 'x' });
    expect(without).toMatchObject({ ok: true, value: { makeUp: null } });
    expect(ruleFrom({ ...FIRST_FORM, points: '' })).toMatchObject({
      ok: true,
      value: { makeUp: { points: null } },
    });
  });

  it.each<[string, Partial<RuleForm>, string[][]]>([
    [
      'a day without an amount',
      { ladder: [pointsForm('')] },
      [['prize-amount-day-0', '请填 1 到 100000 的整数']],
    ],
    [
      'a pack that was not chosen',
      { ladder: [{ kind: 'pack', amount: '', packId: '' }] },
      [['prize-pack-day-0', '请选券包']],
    ],
    [
      'too many cards',
      { ladder: [{ kind: 'cards', amount: '11', packId: '' }] },
      [['prize-amount-day-0', '请填 1 到 10 的整数']],
    ],
    [
      'one length twice',
      {
        bonuses: [
          { days: '7', prize: pointsForm('1') },
          { days: ' 7', prize: pointsForm('2') },
        ],
      },
      [['bonus-days-1', '这个天数已经有一份']],
    ],
    [
      'a length and its prize',
      { bonuses: [{ days: '1', prize: pointsForm('0') }] },
      [
        ['bonus-days-0', '请填 2 到 365 的整数'],
        ['prize-amount-bonus-0', '请填 1 到 100000 的整数'],
      ],
    ],
    ['how far back', { within: '15' }, [['within', '请填 1 到 14 的整数']]],
    ['how often', { perMonth: '0' }, [['per-month', '请填 1 到 10 的整数']]],
    ['for how much', { points: '0' }, [['make-up-points', '请填 1 到 100000 的整数，只用补签卡就不填']]],
  ])('says what is wrong with %s', (_case, change, problems) => {
    expect(problemsOf(change)).toEqual(problems);
  });

  it('a day that brings nothing is none of its problems', () => {
    expect(problemsOf({ ladder: [{ kind: 'thanks', amount: '', packId: '' }] })).toEqual([]);
  });
});
