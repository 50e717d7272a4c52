import type { LedgerEntry } from '../../../contracts/points/points-ledger';
import { points } from '../../../contracts/primitives/points';
import { instant } from '../../../contracts/primitives/time';
import { newMemberId } from '../../kit/ids/new-id';
import { entryId } from '../rules/ledger';
import { pointsFacts } from './points-facts';

const now = instant(1_800_000_000_000);
const entry = (
  kind: LedgerEntry['kind'],
  change: Pick<LedgerEntry, 'points' | 'pending' | 'debt'>,
): LedgerEntry => ({
  _id: entryId(kind, 'order-1'),
  memberId: newMemberId(now),
  number: 1,
  kind,
  side: 'earned',
  ...change,
  balanceAfter: points(0),
  debtAfter: points(0),
  moves: [],
  source: { kind: 'order', id: 'ord_1' },
  of: null,
  reason: '测试',
  ruleVersion: null,
  at: now,
  recordedAt: now,
});

it.each([
  ['earn', { points: 0, pending: 8, debt: 0 }, [['points_earned', 8]]],
  ['earn', { points: 8, pending: 0, debt: 0 }, [['points_earned', 8]]],
  ['activate', { points: 8, pending: -8, debt: 0 }, []],
  ['spend', { points: -8, pending: 0, debt: 0 }, [['points_spent', 8]]],
  ['expire', { points: -8, pending: 0, debt: 0 }, [['points_spent', 8]]],
  ['claw_back', { points: -2, pending: -6, debt: 0 }, [['points_spent', 8]]],
  ['debt', { points: 0, pending: 0, debt: 3 }, [['points_spent', 3]]],
  ['repay', { points: -3, pending: 0, debt: -3 }, []],
  ['refund_back', { points: 5, pending: 0, debt: 0 }, [['points_earned', 5]]],
  ['merge_in', { points: 5, pending: 0, debt: 0 }, []],
  ['merge_out', { points: -5, pending: 0, debt: 0 }, []],
] as const)('%s of %j tells %j', (kind, change, told) => {
  const facts = pointsFacts([entry(kind, change)], now);
  expect(facts.map((fact) => [fact.kind, fact.refs['points']])).toEqual(told);
});
