import { MINUTE_MS } from '@contracts/primitives/time';
import { describeCall } from '../../../local/cloudbase/gateway';
import { addLeader, CHEN, CHEN_CODE, neighbour } from '../../stage/leader-stage';
import { billOf, payInWechat } from '../../stage/payment-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, newTestRequest, NOON, phoneOf } from '../../stage/stage';

const cloud = sharedCloud();

const operator = () => phoneOf(cloud, 'operator-he').leader;
const sweepAt = async (ms: number) => {
  cloud.moveClock(NOON + ms);
  await cloud.triggerTimers();
};

describe('handing a team over', () => {
  const team = async (size: number) => {
    for (let n = 1; n <= size; n += 1)
      await neighbour(cloud, n).member.join({ leaderCode: CHEN_CODE, phoneCode: null });
  };

  it('is previewed, moves everybody, leaves what was earned, is journalled, and both leaders are told', async () => {
    const mei = await addLeader(cloud, 'Mei');
    await team(23);
    const first = neighbour(cloud, 1);
    const preview = await operator().previewHandover({ fromId: CHEN, toId: mei.id });
    expect(preview).toMatchObject({ members: 23, running: false });
    expect(preview.lines[0]).toBe('陈姐 的 23 位成员转到 Mei 的团队');
    const requestId = newTestRequest();
    const input = { fromId: CHEN, toId: mei.id, reason: '搬家', pauseFrom: true };
    const { handover } = await operator().handOver(input, { requestId });
    expect(handover).toMatchObject({ status: 'done', moved: 23, fromName: '陈姐', toName: 'Mei' });
    expect(await operator().handOver(input, { requestId })).toEqual({ handover });
    const told = documentsOf(cloud, 'auditEntries').filter(({ action }) => action === 'leader.handOver');
    expect(told).toHaveLength(1);
    const chen = phoneOf(cloud, 'leader-chen');
    expect((await chen.leader.listTeam({ cursor: null })).members).toEqual([]);
    expect((await mei.phone.leader.listTeam({ cursor: null })).members[0]).toMatchObject({ takenOver: true });
    expect((await chen.leader.readFigures({})).totals).toMatchObject({ joins: 23, handedOver: 23 });
    expect((await mei.phone.leader.readFigures({})).totals).toMatchObject({ joins: 0, received: 23 });
    // A first order after the handover is the new leader's; the conversion is of the old leader's join.
    const orderId = await billOf(cloud, 3200);
    await payInWechat(first, orderId);
    await first.payment.confirm({ orderId });
    expect((await mei.phone.leader.readFigures({})).totals).toMatchObject({ firstOrders: 1, converted: 0 });
    expect((await chen.leader.readFigures({})).totals).toMatchObject({ firstOrders: 0, converted: 1 });
    expect((await operator().listHandovers({ cursor: null })).handovers).toEqual([handover]);
    await chen.member.join({ leaderCode: null, phoneCode: null });
    await mei.phone.member.join({ leaderCode: null, phoneCode: null });
    await sweepAt(MINUTE_MS);
    for (const phone of [chen, mei.phone])
      expect((await phone.message.listInbox({ cursor: null })).messages).toMatchObject([
        { kind: 'leader_handover', lines: ['「陈姐」的 23 位成员现在由「Mei」服务', expect.any(String)] },
      ]);
    expect(await first.member.resolveCode({ leaderCode: CHEN_CODE })).toMatchObject({ codeState: 'paused' });
  });

  it('to oneself or to nobody is refused', async () => {
    const input = { fromId: CHEN, toId: CHEN, reason: '试试', pauseFrom: false };
    await expect(operator().handOver(input)).rejects.toMatchObject({ code: 'handover_to_same' });
  });

  it('a crash at any database call leaves a handover the sweep finishes; nobody is lost and nobody counts twice', async () => {
    const prepare = async () => {
      await cloud.reset();
      const mei = await addLeader(cloud, 'Mei');
      await team(3);
      await cloud.triggerTimers();
      return mei;
    };
    const input = (toId: typeof CHEN) => ({ fromId: CHEN, toId, reason: '搬家', pauseFrom: false });
    const mei = await prepare();
    cloud.faults.database.startTrace();
    await operator().handOver(input(mei.id));
    const calls = cloud.faults.database.trace.map(describeCall);
    expect(calls.length).toBeGreaterThan(20);
    for (let position = 2; position <= calls.length; position += 5) {
      const other = await prepare();
      // The function dies there: nothing after this call happens.
      cloud.faults.apply({ target: 'database', nth: position, kind: 'error-before' });
      cloud.faults.apply({ target: 'database', nth: position + 1, times: 400, kind: 'error-before' });
      const requestId = newTestRequest();
      const died = await operator()
        .handOver(input(other.id), { requestId })
        .then(
          () => false,
          () => true,
        );
      cloud.faults.clear();
      // What a dead transaction holds is free after half a minute, when the database gives it up.
      cloud.clock.advance(MINUTE_MS);
      if (documentsOf(cloud, 'leaderHandovers').length === 0)
        await operator().handOver(input(other.id), { requestId });
      await sweepAt(2 * MINUTE_MS);
      const facts = {
        teams: documentsOf(cloud, 'members').map(({ leaderId }) => leaderId),
        handovers: documentsOf(cloud, 'leaderHandovers').map(({ status, moved }) => [status, moved]),
        free: documentsOf(cloud, 'leaders').every(({ handover }) => handover === null),
        told: documentsOf(cloud, 'reminders').filter(({ kind }) => kind === 'leader_handover').length,
        figures: [
          (await phoneOf(cloud, 'leader-chen').leader.readFigures({})).totals.handedOver,
          (await other.phone.leader.readFigures({})).totals.received,
        ],
      };
      expect({ position, died, ...facts }).toEqual({
        position,
        died,
        teams: [other.id, other.id, other.id],
        handovers: [['done', 3]],
        free: true,
        told: 2,
        figures: [3, 3],
      });
    }
  });
});
