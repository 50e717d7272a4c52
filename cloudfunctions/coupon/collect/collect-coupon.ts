import { refuse, type ErrorCode } from '../../../contracts/errors';
import type { CouponTemplateId } from '../../../contracts/primitives/ids';
import { chinaDateOf, type Instant } from '../../../contracts/primitives/time';
import type { WriteCall } from '../../kit/host/call';
import { inTurn } from '../../kit/instance/in-turn';
import type { DocumentOf } from '../../kit/store/schema';
import { readAndKeepTemplate, recallTemplate } from './collect-memory';
import { shortName } from '../../kit/ids/spread';
import { couponIdFor } from '../rules/pack';
import { itemOf, type GrantRequest } from '../issue/grant';
import { issueCoupons, readFirstAnswer } from '../issue/issue-coupons';
import { prepareGuess } from './prepare-guess';
import { markSoldOut } from './mark-sold-out';
import { viewCoupon } from '../wallet/view';

type Template = DocumentOf<'couponTemplates'>;
type Coupon = DocumentOf<'coupons'>;
type Outcome = { coupon: Coupon } | { refusal: ErrorCode; looked: boolean };

/**
 * A member takes a coupon from 领券中心. The request is the occasion: the same tap again is the same coupon, another tap
 * is another collect, as far as the limits allow. What the instance remembers of the template is enough to be let in; before
 * somebody is refused it is read again.
 * @throws TuankaError coupon_template_not_found, coupon_not_open, coupon_sold_out, coupon_limit_reached …
 */
export async function collectCoupon(
  call: WriteCall<'member'>,
  { templateId }: { templateId: CouponTemplateId },
) {
  const { store, now } = call;
  const earlier = await readEarlier(call, templateId);
  if (earlier) return { coupon: viewCoupon(earlier, now), now };
  const remembered = recallTemplate(templateId, now);
  let template = remembered ?? (await readAndKeepTemplate(store, templateId, now));
  let outcome = await take(call, template);
  if ('refusal' in outcome && remembered) {
    template = await readAndKeepTemplate(store, templateId, now);
    if (!isSame(template, remembered)) outcome = await take(call, template);
  }
  if ('coupon' in outcome) return { coupon: viewCoupon(outcome.coupon, now), now };
  // That it is paused or gone since is no reason to keep back the answer to a collect that had been let in.
  const first = outcome.looked ? null : await readFirstAnswer(store, requestOf(call, template));
  const coupon = first?.issued[0];
  if (!coupon) throw refuse(outcome.refusal, templateId);
  return { coupon: viewCoupon(coupon, now), now };
}

const isSame = (one: Template, other: Template): boolean =>
  one.version === other.version &&
  one.status === other.status &&
  one.stockVersion === other.stockVersion &&
  one.soldOut === other.soldOut;

/** Known from the template alone: nobody has to look for what is left. */
function closedBecause({ collectable, status, soldOut }: Template, now: Instant): ErrorCode | null {
  if (!collectable) return 'coupon_template_not_found';
  if (status !== 'published') return 'coupon_not_open';
  if (soldOut === 'all') return 'coupon_sold_out';
  return soldOut === chinaDateOf(now) ? 'coupon_sold_out_today' : null;
}

const occasionOf = ({ requestId }: WriteCall<'member'>, templateId: CouponTemplateId): string =>
  shortName(`${templateId} ${requestId}`);

/** What this tap took for whoever has become one with the member since. */
async function readEarlier(
  call: WriteCall<'member'>,
  templateId: CouponTemplateId,
): Promise<Coupon | undefined> {
  const { store, member } = call;
  if (member.absorbed.length === 0) return undefined;
  const occasion = occasionOf(call, templateId);
  const ids = member.absorbed.map((memberId) =>
    couponIdFor({ memberId, occasion, channel: 'collect', at: call.now }, 1),
  );
  return (await store.coupons.getMany(ids)).find(({ memberId }) => memberId === member._id);
}

function requestOf(call: WriteCall<'member'>, template: Template): GrantRequest {
  const { member, now } = call;
  const occasion = occasionOf(call, template._id);
  return {
    grant: { memberId: member._id, channel: 'collect', occasion, at: now },
    packId: null,
    items: [itemOf(template, 1)],
    allOrNothing: false,
    rememberRefusal: false,
  };
}

async function take(call: WriteCall<'member'>, template: Template): Promise<Outcome> {
  const { store, now } = call;
  const closed = closedBecause(template, now);
  if (closed !== null) return { refusal: closed, looked: false };
  const request = requestOf(call, template);
  // Taps of one person write one count; those of others meet nowhere here.
  const { issued, refused } = await inTurn(`collect:${call.member._id}:${template._id}`, () => {
    const known = { templates: [template], guess: prepareGuess(request, template, now) };
    return issueCoupons(store, request, now, known);
  });
  const [coupon] = issued;
  if (coupon) return { coupon };
  const refusal = refused[0]?.reason ?? 'coupon_not_open';
  await markSoldOut(store, template, refusal, now);
  return { refusal, looked: true };
}
