import { isMemberId, isRequestId, type MemberId, type RequestId } from '../../../contracts/primitives/ids';
import { isUsedUp, nextTurn } from './code-use';

const member = (id: string): MemberId => {
  if (!isMemberId(id)) throw new Error(id);
  return id;
};
const request = (id: string): RequestId => {
  if (!isRequestId(id)) throw new Error(id);
  return id;
};
const memberId = member('mem_01HZZZZZZZZZZZZZZZZZZZZZZZ');
const mine = request('redeem-1');
const other = request('redeem-2');
const last = { minute: 100, turn: 3, usedBy: mine };

describe('a member code is used once', () => {
  it.each([
    [101, 0, other, false],
    [100, 4, other, false],
    [100, 3, other, true],
    [100, 3, mine, false],
    [100, 2, mine, true],
    [99, 9, other, true],
  ])('minute %d turn %d by %s', (minute, turn, requestId, used) => {
    expect(isUsedUp({ memberId, minute, turn }, last, requestId)).toBe(used);
  });

  it('and the next one is shown at once', () => {
    expect(nextTurn(100, last)).toBe(4);
    expect(nextTurn(101, last)).toBe(0);
    expect(nextTurn(100, null)).toBe(0);
  });
});
