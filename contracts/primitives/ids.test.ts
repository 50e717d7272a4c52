import { isCardPlanId, isLeaderCode, isMemberId, isOpenId, isRequestId } from './ids';

describe('ids', () => {
  it.each(['mem_01M7Y45MG09R52GRGVYAHCZETA'])('%s is a member id', (id) => expect(isMemberId(id)).toBe(true));
  it.each([
    'mem_',
    'mem_01m7y45mg09r52grgvyahczeta',
    'cpn_01M7Y45MG09R52GRGVYAHCZETA',
    ' mem_01M7Y45MG09R52GRGVYAHCZETA',
    'mem_01M7Y45MG09R52GRGVYAHCZETA\n',
    null,
    7,
  ])('%j is not', (id) => expect(isMemberId(id)).toBe(false));
  it('a plan may be named by people', () => {
    expect(isCardPlanId('plan_member')).toBe(true);
    expect(isCardPlanId('plan_Member')).toBe(false);
  });
  it('a leader code fits WeChat’s scene with its `g=`', () => {
    expect(isLeaderCode('a'.repeat(20))).toBe(true);
    expect(isLeaderCode('a'.repeat(21))).toBe(false);
    expect(isLeaderCode('a%20b')).toBe(false);
  });
  it('what becomes part of a document id holds no separator', () => {
    expect(isOpenId('oA:b')).toBe(false);
    expect(isRequestId('req:12345678')).toBe(false);
  });
});
