import { DAY_MS, addMs, instant, type Instant } from '@contracts/primitives/time';
import { judge } from '../rules/judge';
import { NOBODY } from '../rules/nobody';
import { builtIns } from '../segments/built-in';
import type { Told } from './told';
import { voicesOf } from './voices';

const NOON = instant(Date.parse('2026-03-01T12:00:00+08:00'));
const day = (n: number): Instant => addMs(NOON, n * DAY_MS);
const told = (kind: Told['kind'], id: string, n: number, refs: Told['refs']): Told => ({
  _id: `${kind}:${id}`,
  kind,
  at: day(n),
  refs,
});
const score = (id: string, n: number, points: number) => told('survey_answered', id, n, { score: points });
const note = (id: string, n: number, kind: string) => told('note_added', id, n, { noteId: id, note: kind });
const closed = (id: string, n: number) => told('note_closed', id, n, { noteId: id });

describe('what somebody said of the service', () => {
  it.each<[string, Told[], Partial<ReturnType<typeof voicesOf>>]>([
    ['2 is low', [score('a', 1, 2)], { lowScoreAt: day(1) }],
    ['3 is not', [score('a', 1, 3)], { lowScoreAt: null }],
    ['the latest low one', [score('a', 1, 1), score('b', 2, 2), score('c', 3, 5)], { lowScoreAt: day(2) }],
    ['a refund for quality', [told('refunded', 'r', 1, { cause: 'quality' })], { qualityRefundAt: day(1) }],
    ['of another cause', [told('refunded', 'r', 1, { cause: 'other' })], { qualityRefundAt: null }],
    ['of before there were causes', [told('refunded', 'r', 1, {})], { qualityRefundAt: null }],
    ['an open complaint', [note('a', 1, 'complaint')], { openComplaintAt: day(1) }],
    [
      'praise and a request are none',
      [note('a', 1, 'praise'), note('b', 2, 'request')],
      { openComplaintAt: null },
    ],
    ['a note that is none of these', [told('note_added', 'n', 1, {})], { openComplaintAt: null }],
    ['closed', [note('a', 1, 'complaint'), closed('a', 2)], { openComplaintAt: null }],
    [
      'closed, heard the other way round',
      [closed('a', 1), note('a', 1, 'complaint')],
      { openComplaintAt: null },
    ],
    [
      'of two the one that is open',
      [note('a', 1, 'complaint'), note('b', 2, 'complaint'), closed('b', 3)],
      { openComplaintAt: day(1) },
    ],
  ])('%s', (_what, facts, expected) => {
    expect(voicesOf(facts)).toMatchObject(expected);
  });

  const sensitive = builtIns.find(({ name }) => name === '服务敏感');
  const said = (some: Partial<ReturnType<typeof voicesOf>>, at: Instant) => {
    if (!sensitive) throw new Error('no such segment');
    return judge(sensitive.rule, { ...NOBODY, of: { ...NOBODY.of, ...some } }, at, () => null);
  };

  it.each(['lowScoreAt', 'qualityRefundAt', 'openComplaintAt'] as const)(
    '%s makes them sensitive for 60 days, to the millisecond',
    (field) => {
      const end = instant(Date.parse('2026-05-01T00:00:00+08:00'));
      const since = { [field]: NOON };
      expect(said(since, NOON)).toMatchObject({ value: true, validUntil: end });
      expect(said(since, addMs(end, -1))).toMatchObject({ value: true, validUntil: end });
      expect(said(since, end)).toMatchObject({ value: false, validUntil: null });
    },
  );

  it('says why in plain words', () => {
    expect(said({ openComplaintAt: NOON, lowScoreAt: day(-3) }, day(2)).why).toBe(
      '5 天前打过 1、2 分（要求最多 60 天前）；2 天前的投诉还没处理完（要求最多 60 天前）',
    );
    expect(said({}, NOON).why).toBe(
      '从未打过 1、2 分（要求最多 60 天前）；从未因质量问题退款（要求最多 60 天前）；没有待处理的投诉（要求最多 60 天前）',
    );
  });
});
