import type { CouponApi } from '@contracts/coupon/coupon';
import type { PackView, TemplateView } from '@contracts/coupon/coupon-admin';
import type { CouponChannel } from '@contracts/coupon/coupon-terms';
import { TuankaError } from '@contracts/errors';
import { isCouponTemplateId } from '@contracts/primitives/ids';
import { replacedPack } from '@contracts/primitives/replaced-pack';

export interface PackStep {
  templateId: string | null;
  quantity: number | null;
}
export interface PackValues {
  name: string;
  channel: CouponChannel;
  steps: PackStep[];
}

export const packValues = (pack: PackView | null): PackValues =>
  pack
    ? {
        name: pack.name,
        channel: pack.channel,
        steps: pack.items.map(({ terms, quantity }) => ({ templateId: terms.templateId, quantity })),
      }
    : { name: '', channel: 'join', steps: [{ templateId: null, quantity: 1 }] };

export type GivenPacks = ReturnType<CouponApi['listPacks']>['given'];

/**
 * The pack as it is saved, instead of the one its occasion gives as it was shown. A step that was there keeps the clock it had, when it is the template's own no longer; a new one has the
 * template's.
 * @throws TuankaError coupon_template_not_found for a step without a coupon
 */
export function packInput(
  { name, channel, steps }: PackValues,
  before: PackView | null,
  status: PackView['status'],
  given: GivenPacks,
): Parameters<CouponApi['savePack']>[0] {
  const written = steps.map(({ templateId, quantity }, at) => {
    if (!isCouponTemplateId(templateId)) throw new TuankaError('coupon_template_not_found');
    const known = before?.items[at];
    const validity = known?.terms.templateId === templateId ? known.validity : null;
    return { templateId, quantity: quantity ?? 1, validity };
  });
  const packId = before?.packId ?? null;
  return {
    packId,
    basedOn: before?.version ?? null,
    instead: replacedPack(given, { packId, channel })?.packId ?? null,
    name: name.trim(),
    channel,
    steps: written,
    status,
  };
}

/** What a pack may be made of: what is published now, and what it is made of already. */
export function packOptions(templates: readonly TemplateView[], pack: PackView | null) {
  const published = templates.map(({ templateId, terms }) => ({ value: templateId, label: terms.title }));
  const others = (pack?.items ?? []).flatMap(({ terms }) =>
    published.some(({ value }) => value === terms.templateId)
      ? []
      : [{ value: terms.templateId, label: terms.title }],
  );
  return [...published, ...others];
}
