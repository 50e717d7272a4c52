import type { CouponChannel, CouponTerms, CouponValidity } from '@contracts/coupon/coupon';
import { fen } from '@contracts/primitives/fen';
import {
  isCouponTemplateId,
  isStoreId,
  type CouponPackId,
  type CouponTemplateId,
  type StoreId,
} from '@contracts/primitives/ids';
import { HOUR_MS } from '@contracts/primitives/time';
import type { Phone } from '../../stage/stage';

/** Templates as an operator writes them. */
export const template = (text: string): CouponTemplateId => {
  if (!isCouponTemplateId(text)) throw new Error(text);
  return text;
};

export const store = (text: string): StoreId => {
  if (!isStoreId(text)) throw new Error(text);
  return text;
};

export type Limits = Parameters<Phone['coupon']['saveTemplate']>[0]['limits'];
export const unlimited: Limits = { total: null, perDay: null, perMember: null, perMemberPerDay: null };

export const hours = (n: number): CouponValidity => ({
  kind: 'relative',
  startDelayMs: 0,
  validForMs: n * HOUR_MS,
});

export const written = (title: string, amountFen: number): CouponTerms => ({
  kind: 'amount_off',
  templateId: template('tpl_new'),
  title,
  amountFen: fen(amountFen),
  thresholdFen: fen(0),
  conditions: ['每单限用一张'],
  categories: null,
  storeIds: null,
  planIds: null,
  stacksWithMemberPrice: true,
  stacksWithPoints: true,
  transferable: false,
});

export const publish = async (operator: Phone, templateId: CouponTemplateId) =>
  (await operator.coupon.setTemplateStatus({ templateId, status: 'published', reason: '上线' })).template;

/** The pack an occasion gives now: what publishing another names. */
export const givenFor = async (operator: Phone, channel: CouponChannel): Promise<CouponPackId | null> => {
  const { given } = await operator.coupon.listPacks({ cursor: null });
  return given.find((pack) => pack.channel === channel)?.packId ?? null;
};

/** Of a day, in the coupon centre. */
export async function publishedTemplate(
  operator: Phone,
  title: string,
  amountFen: number,
  limits: Limits = unlimited,
) {
  const { template: draft } = await operator.coupon.saveTemplate({
    edit: null,
    terms: written(title, amountFen),
    validity: hours(24),
    limits,
    collectable: true,
    noMemberLimit: true,
  });
  return publish(operator, draft.templateId);
}
