import type { PushId } from '../../../contracts/primitives/ids';
import type { ReadCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import { viewPush } from './rules/push-view';

/** What every operation on one push answers. */
export const answerWith = (
  { settings, now }: Pick<ReadCall, 'settings' | 'now'>,
  push: DocumentOf<'pushes'>,
) => ({ push: viewPush(push, settings.messageRules, now), now });

/** One push with its progress and results. */
export async function readPush(call: ReadCall<'operator'>, { pushId }: { pushId: PushId }) {
  return answerWith(call, await call.store.pushes.require(pushId, 'push_not_found'));
}
