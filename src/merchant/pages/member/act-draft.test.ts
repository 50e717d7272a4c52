import { isMemberId } from '@contracts/primitives/ids';
import { checkAct, EMPTY_ACT, tagsTyped, type ActDraft } from './act-draft';

const memberId = 'mem_01JAAAAAAAAAAAAAAAAAAAAAAA';
if (!isMemberId(memberId)) throw new Error('no id');
const check = (draft: Partial<ActDraft>) => checkAct(memberId)({ ...EMPTY_ACT, ...draft });
const missing = (draft: Partial<ActDraft>) => {
  const checked = check(draft);
  return checked.ok ? [] : checked.problems.map(({ field }) => field);
};

it('every act but a note asks for a reason of two characters', () => {
  const acts = ['tag', 'freeze', 'growth', 'floor', 'revoke', 'extend', 'replace', 'phone', 'same'] as const;
  for (const act of acts) {
    expect([act, missing({ act, reason: '一' }).includes('reason')]).toEqual([act, true]);
    expect([act, missing({ act, reason: '来电' }).includes('reason')]).toEqual([act, false]);
  }
  expect(missing({ act: 'note' })).toEqual(['text']);
  expect(missing({ act: 'said', inDays: '61' })).toEqual(['text', 'inDays']);
  expect(missing({ act: 'said', kind: 'praise', inDays: '', text: '很热情' })).toEqual([]);
});

it('tags are typed several at once, each once', () => {
  expect(tagsTyped('宝妈，爱吃菜, 宝妈、')).toEqual(['宝妈', '爱吃菜']);
  expect(missing({ act: 'tag', reason: '来电', added: '一'.repeat(21) })).toEqual(['added']);
  expect(missing({ act: 'tag', reason: '来电', added: '一'.repeat(20) })).toEqual([]);
  expect(missing({ act: 'tag', reason: '来电', removed: ['宝妈'] })).toEqual([]);
});

it('what is taken is below zero', () => {
  const growth = (way: 'give' | 'take') => check({ act: 'growth', growth: '5', way, reason: '来电' });
  expect(growth('give')).toMatchObject({ ok: true, value: { growth: 5 } });
  expect(growth('take')).toMatchObject({ ok: true, value: { growth: -5 } });
  expect(missing({ act: 'growth', growth: '0', reason: '来电' })).toEqual(['growth']);
});

it('the chosen day is the last one of the card; for ever has none', () => {
  const extend = (some: Partial<ActDraft>) => check({ act: 'extend', reason: '来电', ...some });
  expect(extend({ day: '2026-08-31' })).toMatchObject({
    value: { expiresAt: Date.parse('2026-09-01T00:00:00+08:00') },
  });
  expect(extend({ isForever: true })).toMatchObject({ value: { expiresAt: null } });
  expect(extend({})).toMatchObject({ ok: false });
});

it('a tier by hand is held to the end of the chosen day; what is taken away has none', () => {
  const floor = (some: Partial<ActDraft>) => check({ act: 'floor', reason: '老顾客', ...some });
  expect(floor({ level: 2, day: '2026-12-31' })).toMatchObject({
    value: { act: 'floor', level: 2, until: '2027-01-01' },
  });
  expect(floor({ level: 0 })).toMatchObject({ value: { level: 0, until: null } });
  expect(missing({ act: 'floor', reason: '老顾客' })).toEqual(['level', 'until']);
});
