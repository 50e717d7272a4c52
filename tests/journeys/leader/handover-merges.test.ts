import type { LeaderId, MemberId } from '@contracts/primitives/ids';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { undoLatest } from '../../stage/identity-stage';
import { order, pass } from '../../stage/invite-stage';
import { addLeader, CHEN, CHEN_CODE, recount } from '../../stage/leader-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf } from '../../stage/stage';

/** Teams are handed over while two members are one; two again, each is in the team that theirs has become. */
describe('a team handed over while a merge stands', () => {
  const cloud = sharedCloud();
  let mei: Awaited<ReturnType<typeof addLeader>>;
  let liu: Awaited<ReturnType<typeof addLeader>>;
  let zhao: Awaited<ReturnType<typeof addLeader>>;
  beforeEach(async () => {
    [mei, liu, zhao] = [
      await addLeader(cloud, 'MEI'),
      await addLeader(cloud, 'LIU'),
      await addLeader(cloud, 'ZHAO'),
    ];
  });
  const as = (openid: string, unionid?: string) =>
    phoneOf(cloud, { openid, appid: DEMO_APPID, ...(unionid && { unionid }) });
  const teamOf = (memberId: MemberId) =>
    documentsOf(cloud, 'members').find(({ _id }) => _id === memberId)?.leaderId;
  const handOver = (fromId: LeaderId, toId: LeaderId) =>
    phoneOf(cloud, 'operator-he').leader.handOver({ fromId, toId, reason: '搬家', pauseFrom: false });
  /** The kept member is the one whose card came first: a. The team of both is the one of whoever came first. */
  async function joined(first: 'a' | 'b', codes: { a: typeof CHEN_CODE; b: typeof CHEN_CODE }) {
    const a = as('oA');
    const b = as('oB', 'uSame');
    const ids: Record<string, MemberId> = {};
    for (const who of first === 'a' ? (['a', 'b'] as const) : (['b', 'a'] as const)) {
      const phone = who === 'a' ? a : b;
      ids[who] = (await phone.member.join({ leaderCode: codes[who], phoneCode: null })).member.memberId;
      await pass(cloud);
    }
    const merge = async () => {
      await as('oA', 'uSame').identityMap.linkMine({});
      await pass(cloud);
    };
    const undo = async () => {
      await undoLatest(cloud);
      for (let n = 0; n < 3; n += 1) await pass(cloud);
    };
    const keptTeam = () =>
      documentsOf(cloud, 'members').find(
        ({ mergedInto, absorbed }) => mergedInto === null && absorbed.length > 0,
      )?.leaderId;
    return { a, b, aId: ids['a']!, bId: ids['b']!, merge, undo, keptTeam };
  }

  it.each(['a', 'b'] as const)('both teams, %s came first: each in what theirs has become', async (first) => {
    const { aId, bId, merge, undo, keptTeam } = await joined(first, { a: CHEN_CODE, b: mei.code });
    await merge();
    await handOver(CHEN, liu.id);
    await handOver(mei.id, zhao.id);
    expect(keptTeam()).toBe(first === 'a' ? liu.id : zhao.id);
    await undo();
    expect([teamOf(aId), teamOf(bId)]).toEqual([liu.id, zhao.id]);
  });

  it('one team of both, handed over and on: both went along', async () => {
    const { aId, bId, merge, undo } = await joined('a', { a: CHEN_CODE, b: CHEN_CODE });
    await merge();
    await handOver(CHEN, liu.id);
    cloud.moveClock(cloud.clock.now() + 1000);
    await handOver(liu.id, zhao.id);
    await undo();
    expect([teamOf(aId), teamOf(bId)]).toEqual([zhao.id, zhao.id]);
  });

  it('handed over before the merge, or after the undo: as for anybody', async () => {
    const { aId, bId, merge, undo } = await joined('a', { a: CHEN_CODE, b: mei.code });
    await handOver(mei.id, liu.id);
    await merge();
    await undo();
    expect([teamOf(aId), teamOf(bId)]).toEqual([CHEN, liu.id]);
    await handOver(CHEN, zhao.id);
    await handOver(liu.id, CHEN);
    expect([teamOf(aId), teamOf(bId)]).toEqual([zhao.id, CHEN]);
  });

  it('an order the other paid while they were one goes to whose team theirs has become, and so does one after it', async () => {
    const { a, b, aId, bId, merge, undo } = await joined('a', { a: CHEN_CODE, b: mei.code });
    await merge();
    const b1 = await order(cloud, b, 6600);
    await pass(cloud);
    await handOver(CHEN, liu.id);
    await handOver(mei.id, zhao.id);
    await undo();
    const a1 = await order(cloud, a, 6600);
    await pass(cloud);
    const firsts = documentsOf(cloud, 'leaderAwards')
      .filter(({ kind, voidedBy }) => kind === 'first_order' && voidedBy.length === 0)
      .map(({ _id, memberId, leaderId }) => [_id.slice('first_order:'.length), memberId, leaderId])
      .sort();
    expect(firsts).toEqual(
      [
        [b1, bId, zhao.id],
        [a1, aId, liu.id],
      ].sort(),
    );
    expect(recount(cloud, liu.id).teamOrdered).toBe(1);
    expect(recount(cloud, zhao.id).teamOrdered).toBe(1);
    const counts = (leaderId: LeaderId) => recount(cloud, leaderId);
    expect([counts(CHEN).converted, counts(mei.id).converted]).toEqual([1, 1]);
  });
});
