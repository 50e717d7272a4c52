import type { EntryKind, LotMove } from '../../../contracts/points/points-ledger';
import { addMs, DAY_MS, instant } from '../../../contracts/primitives/time';
import { memberId } from '../../../contracts/values';
import { applyChange, emptyAccount, entryId, post, type Book } from './ledger';

const noon = instant(Date.parse('2026-11-21T12:00:00+08:00'));
const member = memberId.parse('mem_01HZZZZZZZZZZZZZZZZZZZZZZZ');
const move = (id: string, points: number, state: LotMove['state'] = 'open'): LotMove => ({
  id,
  state,
  points,
  activatesAt: null,
  expiresAt: null,
  graced: false,
});
const book: Book = { account: emptyAccount(member, noon), entries: [], now: noon };
const posting = (kind: EntryKind, key: string, moves: LotMove[], debt = 0) => ({
  kind,
  key,
  moves,
  debt,
  source: { kind: 'order' as const, id: key },
  reason: '测试',
});
const figures = ({ account: { balance, pending, debt, entryCount } }: Book) => [
  balance,
  pending,
  debt,
  entryCount,
];

describe('one entry changes the account by what it moves', () => {
  it.each<[string, LotMove[], number, number[]]>([
    ['open points can be spent', [move('a', 10)], 0, [10, 0, 0, 1]],
    ['pending ones wait', [move('a', 10, 'pending')], 0, [0, 10, 0, 1]],
    ['a debt is owed', [], 7, [0, 0, 7, 1]],
    ['two lots add up', [move('a', 10), move('b', 5)], 0, [15, 0, 0, 1]],
    ['from waiting to open', [move('a', 4, 'pending'), move('a', 6)], 0, [6, 4, 0, 1]],
  ])('%s', (_name, moves, debt, expected) => {
    expect(figures(post(book, posting('earn', 'x', moves, debt)))).toEqual(expected);
  });

  it.each<[string, LotMove[], number]>([
    ['more than the lot holds', [move('a', -11)], 0],
    ['from a lot that is not there', [move('b', -1)], 0],
    ['an open lot’s points from the pending side', [move('a', -1, 'pending')], 0],
    ['a debt below nothing', [], -1],
  ])('%s cannot be taken', (_name, moves, debt) => {
    const { account } = post(book, posting('earn', 'x', [move('a', 10)]));
    expect(() => applyChange(account, { moves, debt })).toThrow(RangeError);
  });
});

describe('an entry', () => {
  it.each<[EntryKind, number, string]>([
    ['earn', 5, 'earned'],
    ['spend', -5, 'spent'],
    ['adjust', 5, 'earned'],
    ['adjust', -5, 'spent'],
    ['expire', -5, 'expired'],
    ['activate', 0, 'earned'],
    ['repair', -5, 'earned'],
    ['debt', 0, 'spent'],
  ])('%s of %i stands under %s', (kind, change, side) => {
    const held = post(book, posting('earn', 'before', [move('a', 10)]));
    const moves = change === 0 ? [] : [move('a', change)];
    expect(post(held, posting(kind, 'x', moves)).entries.at(-1)).toMatchObject({ side, points: change });
  });

  it('is numbered, says what stood afterwards, and when it took effect and was written', () => {
    const earned = post(book, posting('earn', 'x', [move('a', 10)]));
    const at = addMs(noon, -DAY_MS);
    const spent = post(earned, { ...posting('spend', 'y', [move('a', -4)]), at });
    expect(spent.entries).toMatchObject([
      { _id: 'earn:x', number: 1, balanceAfter: 10, at: noon, recordedAt: noon },
      { _id: 'spend:y', number: 2, balanceAfter: 6, at, recordedAt: noon },
    ]);
  });

  it('is named by its kind and its cause, so it exists once', () => {
    expect(entryId('earn', 'ord_1')).toBe('earn:ord_1');
    expect(() => entryId('earn', '')).toThrow(RangeError);
  });
});
