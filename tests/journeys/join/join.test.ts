import { isLeaderCode, type LeaderCode } from '@contracts/primitives/ids';
import { DAY_MS, HOUR_MS } from '@contracts/primitives/time';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { DEMO_LEADER_CODE } from '../../../local/seed/demo-merchant';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import {
  documentsOf,
  memberDocuments,
  newTestRequest,
  NOON,
  ONE_JOIN,
  phoneOf,
  type Phone,
} from '../../stage/stage';

const code = (text: string): LeaderCode => {
  if (!isLeaderCode(text)) throw new Error(text);
  return text;
};
const LEADER_CODE = code(DEMO_LEADER_CODE);

describe('scan to join (J1)', () => {
  const cloud = cloudOfEach();
  let lin: Phone;

  beforeEach(async () => {
    lin = phoneOf(cloud, 'shopper-lin');
  });

  it('the landing page names the brand, the store, the leader and exactly what joining gives', async () => {
    const landing = await lin.member.resolveCode({ leaderCode: LEADER_CODE });
    expect(landing).toMatchObject({
      codeState: 'active',
      brandName: '团卡邻里',
      leader: { name: '陈姐', storeName: '幸福里店' },
      viewer: 'guest',
    });
    expect(
      landing.offer.coupons.map(({ validity }) => validity.kind === 'relative' && validity.validForMs),
    ).toEqual([2 * HOUR_MS, DAY_MS, 3 * DAY_MS, 7 * DAY_MS]);
  });

  it('one tap gives the card and the four coupons, each with its own clock', async () => {
    const joined = await lin.member.join({ leaderCode: LEADER_CODE, phoneCode: await lin.phoneCode() });
    expect(joined).toMatchObject({ outcome: 'joined', phone: 'verified', member: { phone: '138****8000' } });
    expect(joined.coupons.map(({ expiresAt }) => expiresAt - NOON)).toEqual([
      2 * HOUR_MS,
      DAY_MS,
      3 * DAY_MS,
      7 * DAY_MS,
    ]);
    expect(memberDocuments(cloud)).toEqual(ONE_JOIN);
  });

  it('the coupons given are those shown before', async () => {
    const { offer } = await lin.member.resolveCode({ leaderCode: LEADER_CODE });
    const { coupons } = await lin.member.join({ leaderCode: LEADER_CODE, phoneCode: null });
    expect(coupons.map(({ terms }) => terms)).toEqual(offer.coupons.map(({ terms }) => terms));
  });

  it('the join is attributed to the leader whose code was scanned', async () => {
    await lin.member.join({ leaderCode: LEADER_CODE, phoneCode: null });
    const { joinedThrough } = await lin.member.readProfile({});
    expect(joinedThrough).toEqual({ leaderName: '陈姐', storeName: '幸福里店' });
  });

  it('declining the phone number still joins, and the number can be added later', async () => {
    const joined = await lin.member.join({ leaderCode: LEADER_CODE, phoneCode: null });
    expect(joined).toMatchObject({ outcome: 'joined', phone: 'not_given', member: { phone: null } });
    const phoneCode = await lin.phoneCode();
    const requestId = newTestRequest();
    const linked = { phone: '138****8000', tookOver: false };
    expect(await lin.member.linkPhone({ phoneCode }, { requestId })).toEqual(linked);
    // The answer was lost and the same request comes again, with a code that WeChat has used up.
    expect(await lin.member.linkPhone({ phoneCode }, { requestId })).toEqual(linked);
  });

  it('scanning again changes nothing and says "already a member"', async () => {
    const first = await lin.member.join({ leaderCode: LEADER_CODE, phoneCode: null });
    const landing = await lin.member.resolveCode({ leaderCode: LEADER_CODE });
    const again = await lin.member.join({ leaderCode: LEADER_CODE, phoneCode: await lin.phoneCode() });
    expect(landing.viewer).toBe('member');
    expect(again).toMatchObject({ outcome: 'already_member', member: first.member });
    expect(memberDocuments(cloud)).toEqual({ ...ONE_JOIN, identities: 3 });
  });

  it.each([
    ['unknown', code('Nobody2026'), 'unknown'],
    ['absent', null, 'none'],
  ])(
    'with an %s leader code one may join, and nothing is attributed',
    async (_name, leaderCode, codeState) => {
      const landing = await lin.member.resolveCode({ leaderCode });
      expect(landing).toMatchObject({ codeState, leader: null });
      await lin.member.join({ leaderCode, phoneCode: null });
      expect(await lin.member.readProfile({})).toMatchObject({ joinedThrough: null });
    },
  );

  it('a join by a paused leader code is attributed to nobody', async () => {
    const environment = cloud.database.environment(cloud.env);
    await environment.update('leaderCodes', {
      filter: { _id: DEMO_LEADER_CODE },
      modifier: { $set: { status: 'paused' } },
      multi: false,
    });
    expect(await lin.member.resolveCode({ leaderCode: LEADER_CODE })).toMatchObject({
      codeState: 'paused',
      leader: null,
    });
    await lin.member.join({ leaderCode: LEADER_CODE, phoneCode: null });
    expect(documentsOf(cloud, 'members')).toMatchObject([{ attribution: null }]);
  });

  it('a used or foreign phone code does not stop the join', async () => {
    const wang = phoneOf(cloud, 'shopper-wang');
    const joined = await lin.member.join({ leaderCode: null, phoneCode: await wang.phoneCode() });
    expect(joined).toMatchObject({ outcome: 'joined', phone: 'code_expired', member: { phone: null } });
  });

  it('when the offer is closed, joining is refused and nothing is written', async () => {
    const environment = cloud.database.environment(cloud.env);
    await environment.update('couponPacks', {
      filter: { _id: 'pack_newcomer' },
      modifier: { $set: { status: 'ended' } },
      multi: false,
    });
    await expect(lin.member.join({ leaderCode: null, phoneCode: null })).rejects.toMatchObject({
      code: 'offer_not_open',
    });
    expect(Object.values(memberDocuments(cloud)).every((count) => count === 0)).toBe(true);
  });
});

describe('one person is one member', () => {
  const cloud = cloudOfEach();

  const phone = (openid: string, unionid?: string) => phoneOf(cloud, { openid, appid: DEMO_APPID, unionid });
  const join = (someone: Phone, phoneCode: string | null = null) =>
    someone.member.join({ leaderCode: null, phoneCode });

  it('a second openid with the same unionid is the same member', async () => {
    const first = await join(phone('oFirst-1', 'uSame'));
    const second = await join(phone('oSecond-2', 'uSame'));
    expect(second).toMatchObject({ outcome: 'already_member', member: { memberId: first.member.memberId } });
    // From now on the second openid alone finds the member.
    expect(await join(phone('oSecond-2'))).toMatchObject({ member: { memberId: first.member.memberId } });
  });

  it('a unionid that appears later is linked to the member known by openid', async () => {
    const first = await join(phone('oFirst-1'));
    await join(phone('oFirst-1', 'uLater'));
    expect(await join(phone('oSecond-2', 'uLater'))).toMatchObject({
      member: { memberId: first.member.memberId },
    });
  });

  it('a member known by phone only (imported) is recognised by the verified number', async () => {
    const known = phone('oKnown-1');
    const { member } = await join(known, await known.phoneCode('13811113333'));
    // As an import leaves it: the number leads to the member, no openid does.
    await cloud.database.environment(cloud.env).remove('identities', { kind: 'openid' }, true);
    const newcomer = phone('oNewPhone-2');
    expect(await join(newcomer, await newcomer.phoneCode('13811113333'))).toMatchObject({
      outcome: 'already_member',
      member: { memberId: member.memberId },
    });
  });
});
