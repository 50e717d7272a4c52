import { DAY_MS, MINUTE_MS } from '@contracts/primitives/time';
import { joinTwice, memberIdOf } from '../../stage/identity-stage';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, newTestRequest, phoneOf, type Phone } from '../../stage/stage';

/** What staff do to two who are made one and parted again, or to somebody who leaves and comes back: told with its reason, and nothing escapes. */
const cloud = cloudOfEach();
let he: Phone;
beforeEach(() => {
  he = phoneOf(cloud, 'operator-he');
});

const memberOf = (memberId: string) => documentsOf(cloud, 'members').find(({ _id }) => _id === memberId)!;
const sweep = async (ms: number): Promise<void> => {
  cloud.moveClock(cloud.clock.now() + ms);
  await cloud.runTimers();
};
async function two() {
  const { one, two: other } = await joinTwice(cloud);
  const [memberId, otherId] = [await memberIdOf(one), await memberIdOf(other)];
  const merge = async () => {
    const { decisionId } = await he.identityMap.openCase({ memberId, otherId, reason: '同一个人的两个微信' });
    const { mergeId } = await he.identityMap.decide({
      decisionId,
      verdict: 'same_person',
      reason: '看过本人证件',
    });
    const [stored] = documentsOf(cloud, 'merges');
    await sweep(MINUTE_MS);
    return { mergeId: mergeId!, keptId: stored!.keptId, absorbedId: stored!.absorbedId };
  };
  const undo = async (mergeId: Awaited<ReturnType<typeof merge>>['mergeId']) => {
    await he.identityMap.undoMerge({ mergeId, reason: '问过，是母女两人' });
    await sweep(MINUTE_MS);
  };
  return { memberId, otherId, one, merge, undo };
}
const tag = (
  memberId: Parameters<Phone['office']['tagMember']>[0]['memberId'],
  add: string[],
  remove: string[] = [],
) => he.office.tagMember({ memberId, add, remove, reason: '整理' });

it('a merge and its undo stand in the timeline with who did it and why', async () => {
  const { merge, undo } = await two();
  const { mergeId, keptId } = await merge();
  await undo(mergeId);
  const { entries } = await he.office.readMemberTimeline({ memberId: keptId, cursor: null });
  const told = entries.filter(({ what }) => what === 'merged' || what === 'unmerged');
  expect(told.map(({ what, by, reason }) => [what, by?.name, reason])).toEqual([
    ['unmerged', '运营小何', '问过，是母女两人'],
    ['merged', '运营小何', '看过本人证件'],
  ]);
  await expect(he.identityMap.undoMerge({ mergeId, reason: ' ' })).rejects.toMatchObject({
    code: 'invalid_input',
  });
});

it('an undo leaves each with their own tags: what came with the other goes, what was given since stays', async () => {
  const { memberId, otherId, merge, undo } = await two();
  await tag(memberId, ['甲的', '都有']);
  await tag(otherId, ['乙的', '都有', '后来拿掉']);
  const { mergeId, keptId, absorbedId } = await merge();
  expect([...memberOf(keptId).tags].sort()).toEqual(['乙的', '后来拿掉', '甲的', '都有']);
  await sweep(MINUTE_MS);
  await tag(keptId, ['合并后'], ['后来拿掉']);
  await undo(mergeId);
  const [kept, other] = keptId === memberId ? ['甲的', '乙的'] : ['乙的', '甲的'];
  expect([...memberOf(keptId).tags].sort()).toEqual(['合并后', kept, '都有'].sort());
  expect(memberOf(absorbedId).tags).toContain(other);
  expect(memberOf(absorbedId).tags).not.toContain('合并后');
});

const freeze = (memberId: Parameters<Phone['office']['freezeMember']>[0]['memberId']) =>
  he.office.freezeMember({ memberId, frozen: true, reason: '盗刷' });

it('a freeze goes back to whose it was; one from while they were one is of both', async () => {
  const { otherId, memberId, merge, undo } = await two();
  await freeze(otherId);
  const first = await merge();
  expect(memberOf(first.keptId).frozen).not.toBeNull();
  await undo(first.mergeId);
  expect(memberOf(otherId).frozen).not.toBeNull();
  expect(memberOf(memberId).frozen).toBeNull();
});

it('nobody comes out of a freeze by being parted', async () => {
  const { merge, undo } = await two();
  const { mergeId, keptId, absorbedId } = await merge();
  await sweep(MINUTE_MS);
  await freeze(keptId);
  await undo(mergeId);
  expect([keptId, absorbedId].map((id) => memberOf(id).frozen?.reason)).toEqual(['盗刷', '盗刷']);
});

it('nor by closing the account and joining again', async () => {
  const mei = phoneOf(cloud, 'shopper-lin');
  await mei.member.join({ leaderCode: null, phoneCode: null });
  await freeze(await memberIdOf(mei));
  await mei.identityMap.requestClosure({});
  await sweep(8 * DAY_MS);
  await sweep(MINUTE_MS);
  expect(documentsOf(cloud, 'members')).toEqual([]);
  expect(JSON.stringify(documentsOf(cloud, 'identities'))).not.toContain('盗刷');
  await mei.member.join({ leaderCode: null, phoneCode: null });
  expect(documentsOf(cloud, 'members')).toMatchObject([{ frozen: { reason: '注销前已冻结' } }]);
  await expect(
    mei.member.saveDetails({ nickname: '又来', gender: null, birthday: null }),
  ).rejects.toMatchObject({
    code: 'member_frozen',
  });
  // Let go by staff, they are free, and stay so when they leave and come back once more.
  const memberId = await memberIdOf(mei);
  await he.office.freezeMember({ memberId, frozen: false, reason: '查清了' });
  await mei.identityMap.requestClosure({});
  await sweep(8 * DAY_MS);
  await sweep(MINUTE_MS);
  await mei.member.join({ leaderCode: null, phoneCode: null });
  expect(documentsOf(cloud, 'members')).toMatchObject([{ frozen: null }]);
});

it('a whole number that was searched for is kept with no file', async () => {
  const lin = phoneOf(cloud, 'shopper-lin');
  await lin.member.join({ leaderCode: null, phoneCode: await lin.phoneCode('13800138000') });
  await sweep(3 * MINUTE_MS);
  await sweep(MINUTE_MS);
  const ask = (text: string) =>
    he.office.exportMembers({ filter: { text }, format: 'csv', reason: '核对', withPhones: false });
  await ask('138 0013 8000');
  await ask('13900139000');
  for (let minute = 0; minute < 3; minute += 1) await sweep(MINUTE_MS);
  const files = documentsOf(cloud, 'exports');
  // Headings and watermark aside: the one, and nobody.
  expect(files.map(({ rows }) => rows).sort()).toEqual([0, 1]);
  for (const name of ['exports', 'auditEntries', 'requestMarks'] as const)
    expect(JSON.stringify(documentsOf(cloud, name))).not.toMatch(/13800138000|138 0013 8000|13900139000/);
});

it('coupons taken back are answered the same when the request comes again', async () => {
  const lin = phoneOf(cloud, 'shopper-lin');
  await lin.member.join({ leaderCode: null, phoneCode: null });
  const couponIds = documentsOf(cloud, 'coupons').map(({ _id }) => _id);
  const requestId = newTestRequest();
  const revoke = () =>
    he.coupon.revokeCoupons({ selection: { couponIds }, reason: '发错了', cursor: null }, { requestId });
  const first = await revoke();
  expect(first).toMatchObject({ changed: couponIds.length, kept: 0 });
  expect(await revoke()).toEqual(first);
});
