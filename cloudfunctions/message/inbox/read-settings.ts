import { shopperKind } from '../../../contracts/message/message-values';
import type { ReadCall } from '../../kit/host/call';
import { creditKey } from '../../kit/store/query/document-ids';

/** What the member wants to be told and when, and how many sends WeChat still grants for each kind. */
export async function readSettings({ store, member, caller, settings }: ReadCall<'member'>) {
  const keyOf = (kind: (typeof shopperKind.options)[number]): string | null => {
    const template = settings.messageTemplates[kind];
    return template ? creditKey(caller.appId, caller.openId, template.templateId) : null;
  };
  const keys = shopperKind.options.flatMap((kind) => keyOf(kind) ?? []);
  const [profile, credits] = await Promise.all([
    store.messageProfiles.get(member._id),
    store.subscriptionCredits.getMany([...new Set(keys)]),
  ]);
  const available = new Map(credits.map((credit) => [credit._id, credit.available]));
  return {
    kinds: shopperKind.options.map((kind) => ({
      kind,
      on: !(profile?.mutedKinds.includes(kind) ?? false),
      sendsLeft: available.get(keyOf(kind) ?? '') ?? 0,
      subscribed: available.has(keyOf(kind) ?? ''),
    })),
    personalised: profile?.personalised ?? true,
    quietHours: profile?.quietHours ?? settings.messageRules.quietHours,
    ownQuietHours: profile?.quietHours !== null && profile !== null,
  };
}
