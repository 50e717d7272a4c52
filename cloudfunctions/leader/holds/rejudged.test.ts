import { isLeaderId } from '../../../contracts/primitives/ids';
import { instant, isChinaDate } from '../../../contracts/primitives/time';
import { rejudged } from './rejudged';
import type { Award } from '../team/award';

function awardVoidedBy(...voidedBy: string[]): Award {
  const [leaderId, day] = ['ldr_chen', '2026-11-21'];
  if (!isLeaderId(leaderId) || !isChinaDate(day)) throw new Error('no such leader or day');
  return {
    _id: 'join:1',
    leaderId,
    kind: 'join',
    day,
    count: 1,
    memberId: null,
    leaderCode: null,
    source: null,
    groupId: null,
    conversions: [],
    at: instant(0),
    voidedBy,
    counted: 1,
    state: 'done',
  };
}

describe('an award whose two are compared again', () => {
  it.each([
    ['stands between two people', [], 'different', [], 'done'],
    ['stands beside a shared number; holding it is another matter', [], 'by_phone', [], 'done'],
    ['is void when they are one', [], 'same', ['own_person'], 'due'],
    ['is void once', ['own_person'], 'same', ['own_person'], 'done'],
    ['keeps its other reasons', ['refund'], 'same', ['refund', 'own_person'], 'due'],
    ['counts again when they are two after all', ['own_person'], 'different', [], 'due'],
    ['is no longer void as their own when only a number is left', ['own_person'], 'by_phone', [], 'due'],
    ['stays void for its other reasons', ['refund', 'own_person'], 'different', ['refund'], 'due'],
  ] as const)('%s', (_name, before, sameness, after, state) => {
    expect(rejudged(awardVoidedBy(...before), sameness)).toMatchObject({ voidedBy: after, state });
  });
});
