import { refuse } from '../../../contracts/errors';
import type { StoreId } from '../../../contracts/primitives/ids';
import type { MaskedPhone } from '../../../contracts/primitives/phone';
import { exchangePhone } from '../../kit/identity/exchange-phone';
import type { WriteCall } from '../../kit/host/call';
import { openIdKey } from '../../kit/store/query/document-ids';
import type { DocumentOf } from '../../kit/store/schema';
import { applicationIdOf } from './application';
import { showApplication } from './read-application';

interface ApplyInput {
  name: string;
  phoneCode: string | null;
  storeId: StoreId;
  groupName: string;
}
type Application = DocumentOf<'leaderApplications'>;

/**
 * A member asks to lead a group. One application per person; after a refusal the same document is used again and keeps
 * what was answered before.
 * @throws TuankaError leader_already, application_waiting, leader_phone_needed, store_not_found, store_closed, phone_code_expired …
 */
export async function applyAsLeader(call: WriteCall<'member'>, input: ApplyInput) {
  const { store, member, caller, now, requestId } = call;
  const _id = applicationIdOf(member._id);
  const key = openIdKey(caller.appId, caller.openId);
  const [known, staff] = await Promise.all([store.leaderApplications.get(_id), store.staff.get(key)]);
  if (known?.requestId === requestId) return { application: await showApplication(store, known) };
  if (staff && staff.leaderId !== null) throw refuse('leader_already');
  refuseRepeat(known);
  const shop = await store.stores.require(input.storeId, 'store_not_found');
  if (!shop.open) throw refuse('store_closed', shop._id);
  const phone = await readPhone(call, input.phoneCode);
  const application = await store.transact(async (transaction) => {
    const current = await transaction.leaderApplications.get(_id);
    if (current?.requestId === requestId) return current;
    refuseRepeat(current);
    const written: Application = {
      _id,
      memberId: member._id,
      openIdKey: key,
      name: input.name,
      phone,
      storeId: input.storeId,
      groupName: input.groupName,
      status: 'waiting',
      requestId,
      appliedAt: now,
      decidedAt: null,
      decidedBy: null,
      reason: null,
      leaderId: null,
      refused: [...(current?.refused ?? []), ...answerOf(current)],
    };
    await transaction.leaderApplications.replace(written);
    return written;
  });
  return { application: await showApplication(store, application) };
}

function refuseRepeat(application: Application | null): void {
  if (application?.status === 'waiting') throw refuse('application_waiting');
  if (application?.status === 'approved') throw refuse('leader_already');
}

function answerOf(application: Application | null): Application['refused'] {
  if (!application || application.decidedAt === null) return [];
  const { appliedAt, decidedAt, reason } = application;
  return [{ appliedAt, decidedAt, reason: reason ?? '' }];
}

/** WeChat vouches for a new number; otherwise it is the member's own. */
async function readPhone(
  { member, wechat, caller, settings }: WriteCall<'member'>,
  code: string | null,
): Promise<{ masked: MaskedPhone; cipher: string }> {
  if (code === null) {
    if (!member.phone) throw refuse('leader_phone_needed');
    return { masked: member.phone.masked, cipher: member.phone.cipher };
  }
  const exchange = await exchangePhone(wechat, caller, settings.phone, code);
  if (exchange.outcome === 'code_expired') throw refuse('phone_code_expired');
  if (exchange.outcome === 'unavailable') throw refuse('phone_quota_exhausted');
  return { masked: exchange.phone.masked, cipher: exchange.phone.cipher };
}
