import { fen } from '../../../contracts/primitives/fen';
import { instant } from '../../../contracts/primitives/time';
import { newMemberId } from '../ids/new-id';
import { newFact } from './new-fact';

const at = instant(Date.parse('2026-11-30T23:59:59.999+08:00'));
const memberId = newMemberId(at);

describe('a fact', () => {
  it('is named after its kind and cause, so that it is told once', () => {
    const told = { kind: 'paid', cause: 'ord_1', memberId, at } as const;
    expect(newFact({ ...told, now: at })._id).toBe('paid:ord_1');
    expect(newFact({ ...told, now: instant(at + 1) })._id).toBe('paid:ord_1');
  });

  it.each([
    ['2026-11-30T23:59:59.999+08:00', '2026-11-30'],
    ['2026-12-01T00:00:00.000+08:00', '2026-12-01'],
  ])('of %s belongs to the China day %s, whenever it is written', (text, day) => {
    const happened = instant(Date.parse(text));
    const fact = newFact({
      kind: 'paid',
      cause: 'x',
      memberId,
      at: happened,
      now: instant(happened + 90_000),
    });
    expect([fact.at, fact.day, fact.writtenAt]).toEqual([happened, day, happened + 90_000]);
  });

  it('carries what is known and nothing else', () => {
    expect(newFact({ kind: 'joined', cause: memberId, memberId, at, now: at })).toEqual({
      _id: `joined:${memberId}`,
      kind: 'joined',
      memberId,
      at,
      day: '2026-11-30',
      writtenAt: at,
      refs: {},
    });
    const paid = newFact({
      kind: 'paid',
      cause: 'x',
      memberId,
      at,
      now: at,
      amountFen: fen(100),
      refs: { first: true },
    });
    expect(paid).toMatchObject({ amountFen: 100, refs: { first: true } });
  });
});
