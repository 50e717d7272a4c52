import { refuse } from '../../../contracts/errors';
import type { CouponTemplateId, MemberId } from '../../../contracts/primitives/ids';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import type { Store } from '../../kit/store/store';
import { Duplicate } from '../../kit/store/store-error';
import { readNamedMember, type NamedMember } from '../../kit/identity/read-member-by-code';
import { knownAs } from '../../kit/person/known-as';
import { verifyOther } from '../../kit/person/verify-other';
import { verifyThawed } from '../../kit/person/verify-thawed';
import { shortName } from '../../kit/ids/spread';
import { itemOf, type GrantRequest } from '../issue/grant';
import { readFirstAnswer } from '../issue/issue-coupons';
import { issueInTransaction } from '../issue/issue-in-transaction';

type Gift = NamedMember & {
  templateId: CouponTemplateId;
  quantity: number;
  reason: string;
};

/**
 * The operator gives a member coupons. The request is the occasion; what it came to, refusals included, is its answer for good.
 * @throws TuankaError card_not_found, coupon_template_not_found, coupon_not_open, owner_frozen, own_affair
 */
export async function issueByHand(call: WriteCall<'operator'>, gift: Gift) {
  const { templateId, quantity, reason } = gift;
  const { store, now, requestId } = call;
  const [member, template] = await Promise.all([
    readNamedMember(store, gift),
    store.couponTemplates.require(templateId, 'coupon_template_not_found'),
  ]);
  const request: GrantRequest = {
    grant: { memberId: member._id, channel: 'manual', occasion: shortName(requestId), at: now },
    packId: null,
    items: [itemOf(template, quantity)],
    allOrNothing: true,
    rememberRefusal: true,
  };
  const first = await readEarlier(store, request, [member._id, ...knownAs(member)]);
  if (!first && template.status !== 'published') throw refuse('coupon_not_open', templateId);
  const answer = first ?? (await issue());
  return {
    issued: answer.issued.map(({ _id }) => _id),
    refused: answer.refused.map(({ title, reason: why }) => ({ title, reason: why })),
  };

  async function issue() {
    try {
      return await issueInTransaction(
        store,
        request,
        now,
        async (transaction, issueNow) => {
          await verifyThawed(transaction, [member._id]);
          await verifyOther(transaction, call, { memberIds: [member._id] });
          const issued = await issueNow();
          await recordAudit(transaction, call, {
            action: 'coupon.issueByHand',
            subjectId: member._id,
            reason,
            detail: { templateId, quantity, issued: issued.issued.length },
            after: { coupons: issued.issued.length },
          });
          return issued;
        },
        { templates: [template] },
      );
    } catch (error) {
      if (!(error instanceof Duplicate)) throw error;
      return (await readFirstAnswer(store, request)) ?? { issued: [], refused: [] };
    }
  }
}

/** The answer to this request, whoever the member was then. */
async function readEarlier(store: Store, request: GrantRequest, memberIds: readonly MemberId[]) {
  for (const memberId of memberIds) {
    const answer = await readFirstAnswer(store, { ...request, grant: { ...request.grant, memberId } });
    if (answer) return answer;
  }
  return null;
}
