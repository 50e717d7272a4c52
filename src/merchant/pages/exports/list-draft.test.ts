import { checkList } from './list-draft';

const draft = { from: '2026-11-01', until: '2026-11-30', reason: '月底对账' };

it.each([
  [{}, []],
  [{ from: '' }, ['请选第一天']],
  [{ until: '' }, ['请选最后一天']],
  [{ until: '2026-10-31' }, ['不能早于第一天']],
  [{ until: '2027-11-01' }, ['一次最多导出一年']],
  [{ reason: ' 账 ' }, ['请写用途，至少两个字']],
  [{ from: '', until: '', reason: '' }, ['请选第一天', '请选最后一天', '请写用途，至少两个字']],
])('%j: %j', (typed, texts) => {
  const checked = checkList({ ...draft, ...typed });
  expect(checked.ok ? [] : checked.problems.map(({ text }) => text)).toEqual(texts);
});

it('is sent as typed, without spaces around it', () => {
  expect(checkList({ ...draft, reason: ' 月底对账 ' })).toEqual({
    ok: true,
    value: { period: { from: '2026-11-01', until: '2026-11-30' }, reason: '月底对账' },
  });
});
