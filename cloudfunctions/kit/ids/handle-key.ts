import type { Settings } from '../config/settings';
import { handleOf, seal, unseal, type HandleKey } from './handle';
import { openIdKey } from '../store/query/document-ids';
import type { Caller } from '../host/caller';

/** By which a caller's handles are made: nobody else's are the same. */
export const handleKeyOf = ({
  settings,
  caller,
}: {
  settings: Pick<Settings, 'memberCodeKey'>;
  caller: Caller;
}): HandleKey => ({ key: settings.memberCodeKey, viewer: openIdKey(caller.appId, caller.openId) });

type Told = Parameters<typeof handleKeyOf>[0];

/** Names for what a caller only tells apart. */
export function handlesFor(call: Told): (id: string) => string {
  const key = handleKeyOf(call);
  return (id) => handleOf(key, id);
}

/** Names for what comes back from a caller. */
export function sealsFor(call: Told, use: string) {
  const key = handleKeyOf(call);
  return {
    sealed: (id: string) => seal(key, use, id),
    /** Null for what this caller was not told. */
    opened: (sealed: string) => unseal(key, use, sealed),
  };
}
