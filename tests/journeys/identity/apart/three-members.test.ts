import type { MemberId } from '@contracts/primitives/ids';
import { joinThrice, memberIdOf, undoMergeOf } from '../../../stage/identity-stage';
import { pass } from '../../../stage/invite-stage';
import { sharedCloud } from '../../../stage/journey/shared-cloud';
import { documentsOf } from '../../../stage/stage';

/** The second became one with the first, then the third did; the older merge is taken back first. */
describe('three accounts of which the first to come goes first', () => {
  const cloud = sharedCloud();

  it('leave the first member what is their own and what they told since, and nothing of the others', async () => {
    const people = await joinThrice(cloud);
    const ids: MemberId[] = [];
    for (const phone of [people.one, people.two, people.third]) ids.push(await memberIdOf(phone));
    await people.two.member.saveDetails({ nickname: '阿二', gender: null, birthday: null });
    await people.third.member.saveDetails({ nickname: '阿三', gender: null, birthday: null });
    const member = (who: number) => documentsOf(cloud, 'members').find(({ _id }) => _id === ids[who])!;
    const before = [member(0), member(1), member(2)];
    await people.both.identityMap.linkMine({});
    await pass(cloud);
    await people.three.identityMap.linkMine({});
    for (let n = 0; n < 3; n += 1) await pass(cloud);
    expect(member(0).nickname).toBe('阿二');
    await people.three.member.saveDetails({ nickname: '阿二', gender: 'female', birthday: null });
    for (const who of [1, 2]) {
      await undoMergeOf(cloud, ids[who]!);
      for (let n = 0; n < 3; n += 1) await pass(cloud);
      // Nobody is called what the one who went was called.
      expect(member(0).nickname).toBe([null, '阿三', null][who]);
    }
    expect(member(0).profile).toMatchObject({ gender: 'female', birthday: null, avatar: null });
    for (const who of [0, 1, 2]) {
      const { card, joinedAt, phone } = member(who);
      expect([card, joinedAt, phone]).toEqual([before[who]!.card, before[who]!.joinedAt, before[who]!.phone]);
    }
    expect([member(1).nickname, member(2).nickname]).toEqual(['阿二', '阿三']);
  });
});
