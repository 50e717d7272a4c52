import { refuse } from '../../contracts/errors';
import { exchangePhone, type VerifiedPhone } from '../kit/identity/exchange-phone';
import type { WriteCall } from '../kit/host/call';
import { Duplicate } from '../kit/store/store-error';
import { identity } from './newcomer';

/**
 * Adds the phone number that was skipped at the join.
 * @throws TuankaError phone_code_expired, phone_in_use, phone_already_linked, phone_quota_exhausted
 */
export async function recordPhone(call: WriteCall<'member'>, { phoneCode }: { phoneCode: string }) {
  const { member, requestId, wechat, caller, settings } = call;
  // The code is used up by the first try, so a retry is recognised by its request id and not by the number.
  if (member.phone?.linkedBy === requestId) return { phone: member.phone.masked };
  if (member.phone) throw refuse('phone_already_linked');

  const exchange = await exchangePhone(wechat, caller, settings.phone, phoneCode);
  if (exchange.outcome === 'code_expired') throw refuse('phone_code_expired');
  if (exchange.outcome === 'unavailable') throw refuse('phone_quota_exhausted');
  await linkPhone(call, exchange.phone);
  return { phone: exchange.phone.masked };
}

async function linkPhone(
  { store, member, now, requestId }: WriteCall<'member'>,
  phone: VerifiedPhone,
): Promise<void> {
  try {
    await store.transact(async (transaction) => {
      const current = await transaction.members.require(member._id, 'not_a_member');
      if (current.phone?.linkedBy === requestId) return;
      if (current.phone) throw refuse('phone_already_linked');
      await transaction.identities.insert(identity(phone.key, member._id, now));
      await transaction.members.update(member._id, {
        phone: { masked: phone.masked, cipher: phone.cipher, linkedBy: requestId },
      });
    });
  } catch (error) {
    if (error instanceof Duplicate) throw refuse('phone_in_use');
    throw error;
  }
}
