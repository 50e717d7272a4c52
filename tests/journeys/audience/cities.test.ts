import { newcomer, untilTold } from '../../stage/audience/told-life';
import { order, pass, refundAll } from '../../stage/invite-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { phoneOf } from '../../stage/stage';

jest.setTimeout(300_000);

describe('a city as a condition', () => {
  const cloud = sharedCloud();
  const he = () => phoneOf(cloud, 'operator-he');
  const moveTo = async (city: string) => {
    const [store] = (await he().merchant.listStores({})).stores;
    if (!store) throw new Error('no store');
    const { storeId, version, fields } = store;
    await he().merchant.saveStore({ edit: { storeId, version }, fields: { ...fields, city } });
  };
  const counted = async () => {
    await untilTold(cloud);
    for (let minute = 0; minute < 8; minute += 1) await pass(cloud);
  };

  it('is where the store was when somebody bought there, until it all comes back; the form has the cities of the stores', async () => {
    const ann = await newcomer(cloud, 'oAnn');
    const bob = await newcomer(cloud, 'oBob');
    await moveTo('上海');
    const bobs = await order(cloud, bob.phone, 2_000);
    await moveTo('苏州');
    await order(cloud, ann.phone, 2_000);
    expect((await he().office.listMemberChoices({})).cities).toEqual(['苏州']);
    const { segmentId } = await he().audience.saveSegment({
      segmentId: null,
      name: '在上海买过',
      rule: { if: 'city', anyOf: ['上海'] },
      basedOn: 0,
    });
    await counted();
    const members = async () =>
      (await he().audience.listSegmentMembers({ segmentId, side: 'in', cursor: null })).members.map(
        ({ memberId }) => memberId,
      );
    expect(await members()).toEqual([bob.memberId]);
    const { why } = await he().audience.explainMember({ memberId: ann.memberId, segmentId });
    expect(why).toContain('苏州');
    await refundAll(cloud, bobs);
    await cloud.wechat.pay.deliverDue();
    await counted();
    expect(await members()).toEqual([]);
  });
});
