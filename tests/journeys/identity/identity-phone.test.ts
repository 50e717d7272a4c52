import { HOUR_MS } from '@contracts/primitives/time';
import { parseSettings } from '../../../cloudfunctions/kit/config/settings';
import {
  decryptPhone,
  encryptPhone,
  isFreshlySealed,
} from '../../../cloudfunctions/kit/identity/phone-vault';
import { demoVariables } from '../../../local/seed/demo-settings';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, newTestRequest, NOON, phoneOf, type Phone } from '../../stage/stage';

const cloud = sharedCloud();
const phone = (openid: string, unionid?: string) => phoneOf(cloud, { openid, appid: DEMO_APPID, unionid });
const join = (someone: Phone, phoneCode: string | null = null) =>
  someone.member.join({ leaderCode: null, phoneCode });
const memberIdOf = async (someone: Phone) => (await someone.member.readProfile({})).member.memberId;
const couponsOf = async (someone: Phone) =>
  (await someone.coupon.listMine({ state: 'usable', cursor: null })).coupons.map(({ id }) => id).sort();
const NUMBER = '13811112222';

describe('a phone number that another WeChat user had before', () => {
  const owner = () => phone('oOwner-1', 'uOwner');
  const next = () => phone('oNext-2', 'uNext');

  it('moves to its newest verifier when joining, and nothing else moves', async () => {
    await join(owner(), await owner().phoneCode(NUMBER));
    const before = await couponsOf(owner());
    const joined = await join(next(), await next().phoneCode(NUMBER));
    expect(joined).toMatchObject({
      outcome: 'joined',
      phone: 'taken_over',
      member: { phone: '138****2222' },
    });
    expect(await couponsOf(owner())).toEqual(before);
    expect(await memberIdOf(owner())).not.toBe(await memberIdOf(next()));
    expect(documentsOf(cloud, 'identities').filter(({ kind }) => kind === 'phone')).toMatchObject([
      { memberId: joined.member.memberId },
    ]);
  });

  it('moves to its newest verifier when linked later, too', async () => {
    await join(owner(), await owner().phoneCode(NUMBER));
    await join(next());
    const requestId = newTestRequest();
    const link = async (phoneCode: string) => next().member.linkPhone({ phoneCode }, { requestId });
    const linked = { phone: '138****2222', tookOver: true };
    const code = await next().phoneCode(NUMBER);
    expect(await link(code)).toEqual(linked);
    // The answer was lost: the code is used by then.
    expect(await link(code)).toEqual(linked);
    expect(await owner().member.readProfile({})).toMatchObject({ member: { phone: null } });
  });

  it('both can read why, and the merchant gets a case', async () => {
    await join(owner(), await owner().phoneCode(NUMBER));
    await join(next(), await next().phoneCode(NUMBER));
    const notice = (kind: string) => ({ kind, masked: '138****2222', at: NOON });
    expect((await owner().identityMap.readMine({})).phoneNotice).toEqual(notice('moved_away'));
    expect((await next().identityMap.readMine({})).phoneNotice).toEqual(notice('taken_over'));
    const { decisions } = await phoneOf(cloud, 'operator-he').identityMap.listDecisions({
      status: 'open',
      cursor: null,
    });
    expect(decisions).toMatchObject([{ phone: '138****2222', status: 'open' }]);
    expect(decisions[0]?.previous?.memberId).toBe(await memberIdOf(owner()));
  });

  it('two at once: it belongs to one of them, and no number is lost', async () => {
    await join(owner());
    await join(next());
    const codes = await Promise.all([owner().phoneCode(NUMBER), next().phoneCode(NUMBER)]);
    await Promise.all(
      [owner(), next()].map((who, index) => who.member.linkPhone({ phoneCode: codes[index] ?? '' })),
    );
    const [identity] = documentsOf(cloud, 'identities').filter(({ kind }) => kind === 'phone');
    const holders = documentsOf(cloud, 'members').filter((member) => member.phone !== null);
    expect(holders.map(({ _id }) => _id)).toEqual([identity?.memberId]);
  });

  it('may go to and fro; the case stays one', async () => {
    await join(owner(), await owner().phoneCode(NUMBER));
    await join(next(), await next().phoneCode(NUMBER));
    await owner().member.linkPhone({ phoneCode: await owner().phoneCode(NUMBER) });
    expect(documentsOf(cloud, 'identityDecisions')).toHaveLength(1);
    expect(await owner().member.readProfile({})).toMatchObject({ member: { phone: '138****2222' } });
  });

  describe('the merchant decides', () => {
    const operator = () => phoneOf(cloud, 'operator-he');
    async function openCase() {
      await join(owner(), await owner().phoneCode(NUMBER));
      cloud.moveClock(NOON + HOUR_MS);
      await join(next(), await next().phoneCode(NUMBER));
      const { decisions } = await operator().identityMap.listDecisions({ status: 'open', cursor: null });
      if (!decisions[0]) throw new Error('no case');
      return decisions[0].decisionId;
    }

    it('one person: what the preview says is what the merge does', async () => {
      const decisionId = await openCase();
      const preview = await operator().identityMap.previewMerge({ decisionId });
      expect(preview.kept.memberId).toBe(await memberIdOf(owner()));
      expect(preview.lines.join()).toContain('重复的 4 张新人券不转入');
      expect(preview.cannotUndo.length).toBeGreaterThan(0);
      expect(documentsOf(cloud, 'merges')).toHaveLength(0);
      const requestId = newTestRequest();
      const decide = () =>
        operator().identityMap.decide(
          { decisionId, verdict: 'same_person', reason: '核对过证件' },
          { requestId },
        );
      const decided = await decide();
      expect(await decide()).toEqual(decided);
      expect(await memberIdOf(next())).toBe(await memberIdOf(owner()));
      expect(documentsOf(cloud, 'merges')).toMatchObject([{ lines: preview.lines, reason: 'staff' }]);
      expect(await couponsOf(next())).toHaveLength(4);
      expect(await owner().member.readProfile({})).toMatchObject({ member: { phone: '138****2222' } });
    });

    it('two people: they are never merged by themselves', async () => {
      const decisionId = await openCase();
      const decided = await operator().identityMap.decide({
        decisionId,
        verdict: 'two_people',
        reason: '核对过证件',
      });
      expect(decided).toEqual({ status: 'kept_apart', mergeId: null });
      const strange = phone('oOwner-1', 'uNext');
      expect(await strange.member.overview({})).toMatchObject({ identity: 'tied' });
      expect(await memberIdOf(strange)).toBe(await memberIdOf(owner()));
    });

    it('only an operator or the owner may', async () => {
      const decisionId = await openCase();
      await expect(
        phoneOf(cloud, 'clerk-zhou').identityMap.previewMerge({ decisionId }),
      ).rejects.toMatchObject({ code: 'not_allowed' });
    });
  });
});

describe('one’s own phone number', () => {
  it('can be changed; the old number is free for anybody', async () => {
    const lin = phone('oLin-1');
    await join(lin, await lin.phoneCode('13800000001'));
    await lin.member.linkPhone({ phoneCode: await lin.phoneCode('13800000002') });
    expect(await lin.member.readProfile({})).toMatchObject({ member: { phone: '138****0002' } });
    const other = phone('oOther-2');
    expect(await join(other, await other.phoneCode('13800000001'))).toMatchObject({ phone: 'verified' });
    expect(documentsOf(cloud, 'identityDecisions')).toHaveLength(0);
  });

  it('can be taken off, twice is once', async () => {
    const lin = phone('oLin-1');
    await join(lin, await lin.phoneCode(NUMBER));
    expect(await lin.identityMap.unlinkPhone({})).toEqual({ phone: null });
    expect(await lin.identityMap.unlinkPhone({})).toEqual({ phone: null });
    expect(documentsOf(cloud, 'identities').filter(({ kind }) => kind === 'phone')).toEqual([]);
    expect(await lin.identityMap.readMine({})).toMatchObject({ phone: null, phoneVerifiedAt: null });
  });

  it('sealed with an old key is sealed anew when it is used', async () => {
    const lin = phone('oLin-1');
    await join(lin, await lin.phoneCode(NUMBER));
    const { phone: vault } = parseSettings(demoVariables(cloud.url));
    const [older] = vault.keys.slice(-1);
    if (!older || vault.keys.length < 2) throw new Error('the demo has one phone key only');
    const [member] = documentsOf(cloud, 'members');
    const sealed = encryptPhone({ ...vault, keys: [older] }, `+86${NUMBER}`);
    await cloud.database.environment(cloud.env).update('members', {
      filter: { _id: member?._id },
      modifier: { $set: { 'phone.cipher': sealed } },
      multi: false,
    });
    expect(await lin.member.overview({})).toMatchObject({ identity: 'loose' });
    await lin.identityMap.linkMine({});
    const cipher = documentsOf(cloud, 'members')[0]?.phone?.cipher ?? '';
    expect(isFreshlySealed(vault, cipher)).toBe(true);
    expect(decryptPhone(vault, cipher)).toBe(`+86${NUMBER}`);
    expect(await lin.member.overview({})).toMatchObject({ identity: 'tied' });
  });

  it('of an imported member leads the verifier to that member', async () => {
    const known = phone('oKnown-1');
    await join(known, await known.phoneCode(NUMBER));
    const imported = await memberIdOf(known);
    await cloud.database.environment(cloud.env).remove('identities', { kind: 'openid' }, true);
    const lin = phone('oLin-2');
    await join(lin);
    await lin.member.linkPhone({ phoneCode: await lin.phoneCode(NUMBER) });
    expect(documentsOf(cloud, 'merges')).toMatchObject([{ absorbedId: imported, reason: 'imported' }]);
    expect(await couponsOf(lin)).toHaveLength(4);
    expect(await lin.member.readProfile({})).toMatchObject({ member: { phone: '138****2222' } });
  });
});
