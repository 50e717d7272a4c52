import { refuse } from '../../../contracts/errors';
import type { PushId } from '../../../contracts/primitives/ids';
import { addMs, DAY_MS, type Instant } from '../../../contracts/primitives/time';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { keysOf } from '../../kit/person/find-member';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { clientMessageId } from '../rules/client-message-id';
import { isForbidden } from './rules/push-lint';
import { findingsOf, needsApproval, signatureText } from './rules/push-view';
import { answerWith } from './read-push';

type Push = DocumentOf<'pushes'>;

const REPEAT_MS = 7 * DAY_MS;

/** Sends it, or asks for a second person. @throws TuankaError push_not_ready, push_text_forbidden, push_repeated, segment_not_found */
export async function issuePush(
  call: WriteCall<'operator'>,
  { pushId, confirmRepeat }: { pushId: PushId; confirmRepeat: boolean },
) {
  const { store, staff, settings, now } = call;
  const push = await store.transact(async (transaction) => {
    const draft = await transaction.pushes.require(pushId, 'push_not_found');
    if (draft.status !== 'draft') return draft;
    if (!draft.preview.complete) throw refuse('push_not_ready');
    if (isForbidden(findingsOf(draft))) throw refuse('push_text_forbidden');
    for (const id of draft.audience.segmentIds) {
      const segment = await transaction.segments.get(id);
      if (!segment?.current && !segment?.next) throw refuse('segment_not_found', id);
    }
    await sign(transaction, draft, now, confirmRepeat);
    const status = needsApproval(draft, settings.messageRules) ? 'awaiting_approval' : 'sending';
    const authorKeys = [...new Set([...draft.authorKeys, ...keysOf(call.caller)])];
    const change = { status, submittedBy: staff._id, authorKeys } as const;
    await transaction.pushes.update(pushId, change);
    await recordAudit(transaction, call, {
      action: 'message.submitPush',
      subjectId: pushId,
      before: { status: draft.status },
      after: { status },
      detail: { people: draft.preview.total },
    });
    return { ...draft, ...change };
  });
  return answerWith(call, push);
}

/** One document per content: of two submitted at once, the second finds the first. */
async function sign(
  transaction: TransactionStore,
  push: Push,
  now: Instant,
  confirmRepeat: boolean,
): Promise<void> {
  const _id = clientMessageId(signatureText(push));
  const earlier = await transaction.pushSignatures.get(_id);
  const repeated = earlier && earlier.pushId !== push._id && now < addMs(earlier.submittedAt, REPEAT_MS);
  if (repeated && !confirmRepeat) throw refuse('push_repeated', earlier.pushId);
  await transaction.pushSignatures.replace({ _id, pushId: push._id, submittedAt: now });
}
