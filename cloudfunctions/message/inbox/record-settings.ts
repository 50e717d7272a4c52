import type { MessageKind, QuietHours } from '../../../contracts/message/message';
import type { WriteCall } from '../../kit/host/call';

/** Keeps what the member chose; the day's tally stays. */
export async function recordSettings(
  { store, member, now }: WriteCall<'member'>,
  {
    mutedKinds,
    quietHours,
    personalised,
  }: { mutedKinds: MessageKind[]; quietHours: QuietHours | null; personalised?: boolean },
) {
  await store.transact(async (transaction) => {
    const profile = await transaction.messageProfiles.get(member._id);
    await transaction.messageProfiles.replace({
      _id: member._id,
      mutedKinds: [...new Set(mutedKinds)],
      quietHours,
      personalised: personalised ?? profile?.personalised ?? true,
      today: profile?.today ?? null,
      updatedAt: now,
    });
  });
  return {};
}
