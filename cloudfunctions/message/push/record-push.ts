import { refuse } from '../../../contracts/errors';
import { isPushId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { Audience, PushKind, PushText } from '../../../contracts/message/push';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { keysOf } from '../../kit/person/find-member';
import type { DocumentOf } from '../../kit/store/schema';
import { Duplicate } from '../../kit/store/store-error';
import { EMPTY_PREVIEW } from './rules/push-view';
import { answerWith } from './read-push';

type Push = DocumentOf<'pushes'>;

interface NewPush {
  kind: PushKind;
  audience: Audience;
  text: PushText | null;
  sendAt: Instant | null;
  givesPack: boolean;
}

/** Writes a draft; the request's id is the push's, so a repeat finds it. @throws TuankaError invalid_input */
export async function recordPush(
  call: WriteCall<'operator'>,
  { kind, audience, text, sendAt, givesPack }: NewPush,
) {
  const { store, staff, now, requestId } = call;
  const _id = `psh_${requestId}`;
  if (!isPushId(_id) || (kind === 'campaign') !== (text !== null)) throw refuse('invalid_input', 'text');
  const push: Push = {
    _id,
    kind,
    audience,
    text,
    sendAt: sendAt !== null && sendAt > now ? sendAt : now,
    givesPack,
    status: 'draft',
    createdBy: { staffId: staff._id, name: staff.name },
    submittedBy: null,
    authorKeys: keysOf(call.caller),
    approvedBy: null,
    preview: EMPTY_PREVIEW,
    scanCursor: null,
    done: 0,
    skipped: 0,
    results: [],
    countedUpTo: null,
    createdAt: now,
  };
  try {
    await store.transact(async (transaction) => {
      await transaction.pushes.insert(push);
      await recordAudit(transaction, call, {
        action: 'message.createPush',
        subjectId: _id,
        detail: { kind },
        after: { kind, status: push.status },
      });
    });
    return answerWith(call, push);
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error;
    return answerWith(call, await store.pushes.require(_id, 'push_not_found'));
  }
}
