import { isChinaDate } from '@contracts/primitives/time';
import { giftsOf, packFor, publishGrowth, untilGrown } from '../../../stage/growth/growth-stage';
import { join, memberIdOf, personOf } from '../../../stage/identity-stage';
import { sharedCloud } from '../../../stage/journey/shared-cloud';
import { applyList, lineOf, waitFor } from '../../../stage/office/import-list';
import { documentsOf, phoneOf } from '../../../stage/stage';

/** The test begins on 21 November 2026 at noon in China. */
describe('the day of a gift', () => {
  const cloud = sharedCloud();
  const he = () => phoneOf(cloud, 'operator-he');
  const at = (text: string) => Date.parse(`${text}+08:00`);
  const bornOn = async (name: string, birthday: string) => {
    const phone = personOf(cloud, name);
    await join(phone);
    if (!isChinaDate(birthday)) throw new Error(birthday);
    await phone.member.saveDetails({ nickname: null, gender: null, birthday });
    await untilGrown(cloud);
    const told = async () =>
      (await phone.message.listInbox({ cursor: null })).messages
        .filter(({ kind }) => kind === 'birthday' || kind === 'gift_waiting')
        .map(({ title, lines }) => [title, ...lines]);
    return { memberId: await memberIdOf(phone), told };
  };
  const birthdays = async () => ({
    gifts: [
      { kind: 'birthday' as const, fromLevel: 0, packId: await packFor(cloud, 'birthday', 'fresh-20') },
    ],
  });

  it('a birthday’s that is given on a later day is a gift, and nobody’s birthday is today', async () => {
    await publishGrowth(cloud, await birthdays());
    const { memberId, told } = await bornOn('oLate', '1990-12-10');
    cloud.moveClock(at('2026-12-11T10:00:00'));
    await untilGrown(cloud);
    expect([giftsOf(cloud, memberId), await told()]).toEqual([
      ['birthday-2026'],
      [['生日礼到账', '生日礼', '1 张券放进卡包了']],
    ]);
  });

  it('one that is given late in the evening says in the morning that it is there', async () => {
    await publishGrowth(cloud, await birthdays());
    const { told } = await bornOn('oEvening', '1990-12-10');
    cloud.moveClock(at('2026-12-10T23:30:00'));
    await untilGrown(cloud);
    expect(await told()).toEqual([]);
    cloud.moveClock(at('2026-12-11T09:30:00'));
    await untilGrown(cloud);
    expect(await told()).toEqual([['生日礼到账', '生日礼', '生日礼放在卡包里了']]);
  });

  it('a greeting without a gift is for its day alone', async () => {
    await publishGrowth(cloud);
    const { told } = await bornOn('oGreeted', '1990-12-10');
    cloud.moveClock(at('2026-12-10T23:58:00'));
    await untilGrown(cloud);
    cloud.moveClock(at('2026-12-11T08:05:00'));
    await untilGrown(cloud);
    expect(await told()).toEqual([]);
  });

  it('of who comes with a list is none before the list, and the list can be taken back', async () => {
    const [monthly, anniversary] = [
      await packFor(cloud, 'monthly', 'fresh-10'),
      await packFor(cloud, 'anniversary', 'invite-5'),
    ];
    const { gifts } = await birthdays();
    await publishGrowth(cloud, {
      gifts: [
        ...gifts,
        { kind: 'monthly', fromLevel: 0, packId: monthly },
        { kind: 'anniversary', fromLevel: 0, packId: anniversary },
      ],
    });
    cloud.moveClock(at('2026-12-20T12:00:00'));
    const line = { 姓名: '老会员', 手机号: '13911110001', 生日: '1990-12-10', 入会日期: '2024-12-05' };
    const importId = await applyList(he(), lineOf(line));
    await untilGrown(cloud);
    expect(documentsOf(cloud, 'tierGifts')).toEqual([]);
    await he().office.undoImport({ importId, reason: '导错了' });
    expect(await waitFor(he(), importId)).toMatchObject({ results: { undone: 1, kept: 0 } });

    const { 姓名: name } = line;
    await applyList(he(), lineOf({ ...line, 姓名: name, 手机号: '13911110002' }));
    cloud.moveClock(at('2027-01-01T00:10:00'));
    await untilGrown(cloud);
    expect(documentsOf(cloud, 'tierGifts').map(({ kind, period }) => `${kind}-${period}`)).toEqual([
      'monthly-2027-01',
    ]);
  });
});
