import { isLeaderCode, isLeaderId, type LeaderCode, type LeaderId } from '@contracts/primitives/ids';
import { schema } from '../../cloudfunctions/kit/store/schema';
import { DEMO_APPID } from '../../local/seed/demo-people';
import { DEMO_LEADER_CODE } from '../../local/seed/demo-merchant';
import type { LocalCloud } from '../../local/server';
import { documentsOf, phoneOf, type Phone } from './stage';

/** What journeys of leaders share. */
const codeOf = (text: string): LeaderCode => {
  if (!isLeaderCode(text)) throw new Error(text);
  return text;
};
const leaderIdOf = (text: string): LeaderId => {
  if (!isLeaderId(text)) throw new Error(text);
  return text;
};
export const CHEN_CODE = codeOf(DEMO_LEADER_CODE);
export const CHEN = leaderIdOf('ldr_chen');

export const neighbour = (cloud: LocalCloud, n: number | string): Phone =>
  phoneOf(cloud, { openid: `oNeighbour-${n}`, appid: DEMO_APPID });

/** A second leader beside 陈姐, with a phone of her own. */
export async function addLeader(
  cloud: LocalCloud,
  name: string,
): Promise<{ phone: Phone; code: LeaderCode; id: LeaderId }> {
  const environment = cloud.database.environment(cloud.env);
  const code = codeOf(`${name}2026`);
  const id = leaderIdOf(`ldr_${name.toLowerCase()}`);
  const identity = { openid: `oLeader-${name}`, appid: DEMO_APPID };
  const key = `openid:${identity.appid}:${identity.openid}`;
  const leader = { _id: id, name, storeId: 'sto_xingfu', leaderCode: code, openIdKey: key };
  await environment.insert('leaders', [schema.leaders.document.parse(leader)]);
  await environment.insert('leaderCodes', [
    { _id: code, leaderId: id, storeId: 'sto_xingfu', status: 'active' },
  ]);
  await environment.insert('staff', [{ _id: key, name, roles: ['leader'], leaderId: id }]);
  return { phone: phoneOf(cloud, identity), code, id };
}

/** The figures of a leader counted from members and orders themselves, by whoever does not trust the awards. */
export function recount(cloud: LocalCloud, leaderId: LeaderId) {
  const members = documentsOf(cloud, 'members').filter(({ status }) => status === 'active');
  const orders = documentsOf(cloud, 'orders').filter(({ applied }) => applied);
  const firsts = new Set(documentsOf(cloud, 'firstPayments').map(({ orderId }) => orderId));
  const isFirstOrder = (ids: readonly string[]) =>
    orders.some(
      ({ _id, payer, refundedFen, amountFen, agreed }) =>
        firsts.has(_id) &&
        ids.includes(payer?.memberId ?? '') &&
        refundedFen < (agreed?.payableFen ?? amountFen),
    );
  const joined = members.filter(({ attribution }) => attribution?.leaderId === leaderId);
  const team = members.filter((member) => member.leaderId === leaderId);
  const ordered = ({ _id, absorbed }: { _id: string; absorbed: string[] }) =>
    isFirstOrder([_id, ...absorbed]);
  return {
    joins: joined.length,
    converted: joined.filter(ordered).length,
    teamOrdered: team.filter(ordered).length,
  };
}
