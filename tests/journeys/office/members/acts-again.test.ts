import type { MemberId, RequestId } from '@contracts/primitives/ids';

import { joinTwice, memberIdOf, undoLatest } from '../../../stage/identity-stage';
import { sharedCloud } from '../../../stage/journey/shared-cloud';
import { documentsOf, newTestRequest, phoneOf } from '../../../stage/stage';

const reason = '顾客来电';

/** The first answer was lost; until the office asks again, two became one, or are two again. */
describe('what the office does with a member, heard again', () => {
  const cloud = sharedCloud();
  const he = () => phoneOf(cloud, 'operator-he');
  const memberOf = (id: MemberId) => documentsOf(cloud, 'members').find(({ _id }) => _id === id)!;
  const actions = () =>
    documentsOf(cloud, 'auditEntries').filter(({ action }) => action.startsWith('office.'));

  const acts: [string, (memberId: MemberId, by: { requestId: RequestId }) => Promise<unknown>][] = [
    ['a new number', (memberId, by) => he().office.replaceCard({ memberId, reason }, by)],
    ['a tag', (memberId, by) => he().office.tagMember({ memberId, add: ['宝妈'], remove: [], reason }, by)],
    ['a freeze', (memberId, by) => he().office.freezeMember({ memberId, frozen: true, reason }, by)],
    ['a note', (memberId, by) => he().office.noteMember({ memberId, text: '周末来取' }, by)],
  ];

  it.each(acts)('%s: after the two became one it is done once', async (_name, act) => {
    const { two, both } = await joinTwice(cloud);
    const [memberId, by] = [await memberIdOf(two), { requestId: newTestRequest() }];
    await act(memberId, by);
    await both.identityMap.linkMine({});
    const kept = memberOf(memberId).mergedInto!;
    const before = memberOf(kept);
    await act(memberId, by);
    expect(memberOf(kept)).toEqual(before);
    expect(actions()).toHaveLength(1);
  });

  it.each(acts)('%s: after the two are two again it is done once', async (_name, act) => {
    const { two, both } = await joinTwice(cloud);
    const [memberId, by] = [await memberIdOf(two), { requestId: newTestRequest() }];
    await both.identityMap.linkMine({});
    await act(memberId, by);
    await undoLatest(cloud);
    const before = memberOf(memberId);
    await act(memberId, by);
    expect(memberOf(memberId)).toEqual(before);
    expect(actions()).toHaveLength(1);
  });

  it('a freeze that a colleague ended meanwhile stays ended, whoever they became', async () => {
    const { one, two, both } = await joinTwice(cloud);
    const [memberId, by] = [await memberIdOf(two), { requestId: newTestRequest() }];
    await he().office.freezeMember({ memberId, frozen: true, reason }, by);
    await he().office.freezeMember({ memberId, frozen: false, reason });
    await both.identityMap.linkMine({});
    await he().office.freezeMember({ memberId, frozen: true, reason }, by);
    expect(memberOf(await memberIdOf(one)).frozen).toBeNull();
  });
});
