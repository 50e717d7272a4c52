import type { Persona } from '../../personas';
import { localCloud } from '../local-cloud';
import type { Before } from './chapters';

/** Brings a fresh demo to where a chapter begins, through the same functions the phones call. */
export async function prepare(before: Before, personas: readonly Persona[]): Promise<void> {
  for (const id of before.joined) {
    const leaderCode = await localCloud.codeOfLeader('leader-chen');
    await localCloud.call(id, 'member', 'join', { leaderCode, phoneCode: null });
    const persona = personas.find((one) => one.id === id);
    if (persona) await localCloud.allowReminders(persona);
  }
  if (before.points) {
    const { who, points } = before.points;
    const memberId = await localCloud.memberIdOf(who);
    await localCloud.call('operator-he', 'points', 'adjust', {
      memberId,
      points,
      reason: '老会员卡积分转入',
    });
  }
  if (before.invites) {
    const { who, name } = before.invites;
    await localCloud.call(who, 'referral', 'readHome', {});
    await localCloud.call(who, 'referral', 'saveName', { shownName: name });
  }
}
