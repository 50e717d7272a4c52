import type { MemberId } from '../../../../contracts/primitives/ids';
import type { WriteCall } from '../../../kit/host/call';
import { verifyOther } from '../../../kit/person/verify-other';
import { changeMember } from './change-member';

type Call = WriteCall<'operator'>;

/** Of oneself nobody takes a freeze off. @throws TuankaError member_not_found, own_affair */
export async function freezeMember(
  call: Call,
  { memberId, frozen, reason }: { memberId: MemberId; frozen: boolean; reason: string },
) {
  await changeMember(call, memberId, 'office.freezeMember', async (before, transaction) => {
    if ((before.frozen !== null) === frozen) return null;
    if (!frozen) await verifyOther(transaction, call, { memberIds: [before._id] });
    return {
      patch: { frozen: frozen ? { at: call.now, by: call.staff._id, reason } : null },
      what: 'frozen',
      told: { reason, before: { frozen: !frozen }, after: { frozen } },
    };
  });
  return { frozen };
}
