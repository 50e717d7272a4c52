import type { Settings } from '../config/settings';
import type { HandleKey } from './handle';
import { openIdKey } from '../store/document-ids';
import type { Caller } from '../host/caller';

/** By which a caller's handles are made: nobody else's are the same. */
export const handleKeyOf = ({
  settings,
  caller,
}: {
  settings: Pick<Settings, 'memberCodeKey'>;
  caller: Caller;
}): HandleKey => ({ key: settings.memberCodeKey, viewer: openIdKey(caller.appId, caller.openId) });
