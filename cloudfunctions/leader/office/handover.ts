import type { HandoverView } from '../../../contracts/leader/leader-office';
import {
  isHandoverId,
  type HandoverId,
  type LeaderId,
  type RequestId,
} from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';

/** The operator's request names the handover: the same request hands over once. */
export function handoverIdOf(requestId: RequestId): HandoverId {
  const id = `hnd_${requestId}`;
  if (!isHandoverId(id)) throw new RangeError(`not a handover id: ${id}`);
  return id;
}

interface Handover {
  _id: HandoverId;
  fromName: string;
  toName: string;
  reason: string;
  byName: string;
  status: HandoverView['status'];
  moved: number;
  at: Instant;
  doneAt: Instant | null;
}

export const viewHandover = ({ _id, ...handover }: Handover): HandoverView => ({
  handoverId: _id,
  fromName: handover.fromName,
  toName: handover.toName,
  reason: handover.reason,
  byName: handover.byName,
  status: handover.status,
  moved: handover.moved,
  at: handover.at,
  doneAt: handover.doneAt,
});

/** What a handover means, said before it is done. */
export const handoverLines = (fromName: string, toName: string, members: number): string[] => [
  `${fromName} 的 ${members} 位成员转到 ${toName} 的团队`,
  `交接前 ${fromName} 带来的人数和首单不变，仍记在原名下`,
  `以后这些成员的首单记在 ${toName} 名下；卡、券、积分都不受影响`,
  `两位团长都会收到消息，交接记入操作日志`,
];

/** The entry of the log that says who handed over, and why: it is of the same request. */
export const entryOfHandover = ({ _id, fromId }: { _id: HandoverId; fromId: LeaderId }): string =>
  `aud_${_id.slice('hnd_'.length)}-leader.handOver-${fromId}`;
