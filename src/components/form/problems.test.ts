import { checkForm, good, missingText, needed, neededText, optional, wrong } from './problems';

const whole = (typed: string): number | null => (/^\d+$/.test(typed) ? Number(typed) : null);
const problem = (label: string) => ({ field: label, label, text: '请填' });

describe('what a form lacks', () => {
  it.each([
    ['', { ok: true, value: null }],
    ['  ', { ok: true, value: null }],
    ['7', { ok: true, value: 7 }],
    ['七', { ok: false, label: '天数', text: '请填整数' }],
  ])('an optional field holding %j', (typed, read) => {
    expect(optional(typed, whole, '天数', '请填整数')).toEqual(read);
  });

  it('a needed text is trimmed, and missing when only blank', () => {
    expect(neededText(' 首单 ', '名称', '请写名称')).toEqual({ ok: true, value: '首单' });
    expect(neededText('  ', '名称', '请写名称')).toEqual({ ok: false, label: '名称', text: '请写名称' });
  });

  it('everything wrong is told, in the order of the page', () => {
    const reads = { name: wrong('名称', '请写名称'), days: good(3), total: needed(null, '总量', '请填总量') };
    expect(checkForm(reads, () => 'made')).toEqual({
      ok: false,
      problems: [
        { field: 'name', label: '名称', text: '请写名称' },
        { field: 'total', label: '总量', text: '请填总量' },
      ],
    });
    expect(checkForm({ days: good(3) }, ({ days }) => days.value)).toEqual({ ok: true, value: 3 });
  });

  it.each([
    [[], null],
    [['名称'], '还差：名称'],
    [['名称', '名称', '总量'], '还差：名称、总量'],
    [['一', '二', '三'], '还差：一、二、三'],
    [['一', '二', '三', '四'], '还差 4 项：一、二、三等'],
  ])('the save bar names %j', (labels, text) => {
    expect(missingText(labels.map(problem))).toBe(text);
  });
});
