import { isMemberCode, type MemberCode } from '@contracts/primitives/codes/member-code';
import { instant, MINUTE_MS, type Instant } from '@contracts/primitives/time';
import { parseSettings } from '../../../cloudfunctions/kit/config/settings';
import { openStore } from '../../../cloudfunctions/kit/store/store';
import { readMemberByCode, recordCodeUse } from '../../../cloudfunctions/kit/identity/read-member-by-code';
import { platformVariables } from '../../../local/cloudbase/functions/instance/platform-variables';
import { demoVariables } from '../../../local/seed/demo-settings';
import type { LocalCloud } from '../../../local/server';
import { STORE } from '../../stage/payment-stage';
import { newTestRequest, NOON, phoneOf, startJourney, type Phone } from '../../stage/stage';

describe('the member code at the counter', () => {
  let cloud: LocalCloud;
  let lin: Phone;
  let clerk: Phone;
  beforeAll(async () => {
    cloud = await startJourney();
    // Redemptions below run in this process, on the same gateway as the functions.
    Object.assign(process.env, platformVariables(cloud.env, `${cloud.url}/admin`));
  });
  beforeEach(async () => {
    await cloud.reset();
    lin = phoneOf(cloud, 'shopper-lin');
    clerk = phoneOf(cloud, 'clerk-zhou');
    await lin.member.join({ leaderCode: null, phoneCode: await lin.phoneCode() });
  });
  afterAll(() => cloud.close());

  const codeOf = async (phone: Phone): Promise<MemberCode> => (await phone.member.readCode({})).code;
  const settings = () => parseSettings(demoVariables(cloud.url));
  const nowHere = (): Instant => instant(cloud.clock.now());

  /** What a redemption does with the code: reads it, and uses it up in its own transaction. */
  async function redeem(code: MemberCode, requestId = newTestRequest()): Promise<void> {
    const store = openStore({ databaseCalls: 0 }, 'write');
    const { use } = await readMemberByCode(store, settings(), code, nowHere(), requestId);
    await store.transact((transaction) => recordCodeUse(transaction, use, requestId, nowHere()));
  }

  it('tells the clerk who it is, the phone number masked', async () => {
    const seen = await clerk.member.identify({ storeId: STORE, code: await codeOf(lin) });
    expect(seen).toMatchObject({ phone: '138****8000', planName: '邻里会员卡' });
  });

  it('changes every minute and says until when to show it', async () => {
    const first = await lin.member.readCode({});
    expect(first.validUntil - NOON).toBe(MINUTE_MS);
    cloud.moveClock(first.validUntil - 1);
    expect(await codeOf(lin)).toBe(first.code);
    cloud.moveClock(first.validUntil);
    expect(await codeOf(lin)).not.toBe(first.code);
  });

  it('a photographed old code is refused', async () => {
    const photographed = await codeOf(lin);
    cloud.moveClock(NOON + 2 * MINUTE_MS - 1);
    await expect(clerk.member.identify({ storeId: STORE, code: photographed })).resolves.toBeDefined();
    cloud.moveClock(NOON + 2 * MINUTE_MS);
    await expect(clerk.member.identify({ storeId: STORE, code: photographed })).rejects.toMatchObject({
      code: 'member_code_expired',
    });
  });

  it('is used up by a redemption: the screen shows the next one, the old one is refused', async () => {
    const code = await codeOf(lin);
    await redeem(code);
    await expect(clerk.member.identify({ storeId: STORE, code })).rejects.toMatchObject({
      code: 'member_code_used',
    });
    await expect(redeem(code)).rejects.toMatchObject({ code: 'member_code_used' });
    const next = await codeOf(lin);
    expect(next).not.toBe(code);
    await redeem(next);
  });

  it('of two clerks who scan it at once one redeems; a repeat of that one is no second use', async () => {
    const code = await codeOf(lin);
    const requests = [newTestRequest(), newTestRequest()];
    const outcomes = await Promise.allSettled(requests.map((requestId) => redeem(code, requestId)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const winner = requests[outcomes.findIndex(({ status }) => status === 'fulfilled')];
    await expect(redeem(code, winner)).resolves.toBeUndefined();
  });

  it('another merchant’s code, or a guessed one, is no code', async () => {
    const guessed = '000000000000000000000000';
    if (!isMemberCode(guessed)) throw new Error(guessed);
    await expect(clerk.member.identify({ storeId: STORE, code: guessed })).rejects.toMatchObject({
      code: 'member_code_unknown',
    });
  });

  it('the card number is the slow fallback', async () => {
    const { cardNumber } = await lin.member.readCode({});
    const { member } = await lin.member.readProfile({});
    expect(await clerk.member.identify({ storeId: STORE, cardNumber })).toMatchObject({
      memberId: member.memberId,
    });
  });
});
