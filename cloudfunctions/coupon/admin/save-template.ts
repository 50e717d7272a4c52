import type { CouponLimits, CouponTerms, CouponValidity } from '../../../contracts/coupon/coupon';
import { refuse } from '../../../contracts/errors';
import { isCouponTemplateId, type CouponTemplateId } from '../../../contracts/primitives/ids';
import { recordAudit } from '../../kit/audit/record-audit';
import { toldChange } from '../../kit/audit/told-change';
import type { WriteCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import { Duplicate } from '../../kit/store/store-error';
import type { TransactionStore } from '../../kit/store/store';
import { forgetTemplate } from '../collect/collect-memory';
import { shortName } from '../../kit/ids/spread';
import { viewTemplate } from './list-templates';
import { stockIsBack } from '../collect/mark-sold-out';
import { raised, totalShards } from '../rules/stock';
import { lacksMemberLimit, limitsMayBecome, withNamedLimits } from '../rules/template';

type Template = DocumentOf<'couponTemplates'>;

interface Written {
  edit: { templateId: CouponTemplateId; version: number } | null;
  terms: CouponTerms;
  validity: CouponValidity;
  limits: CouponLimits;
  collectable: boolean;
  noMemberLimit: boolean;
}

/** @throws TuankaError coupon_template_not_found, coupon_template_changed, coupon_limits_fixed, coupon_member_limit_missing */
export async function saveTemplate(call: WriteCall<'operator'>, written: Written) {
  const { store, requestId } = call;
  if (lacksMemberLimit(written)) throw refuse('coupon_member_limit_missing');
  const templateId = written.edit?.templateId ?? newTemplateId(requestId);
  const named = { ...written, terms: { ...(await nameLimits(call, written.terms)), templateId } };
  const { edit } = written;
  if (edit) {
    await store.transact((transaction) => writeVersion(call, transaction, templateId, edit.version, named));
    forgetTemplate(templateId);
  } else {
    await store
      .transact((transaction) => writeDraft(call, transaction, templateId, named))
      .catch(ignoreDuplicate);
  }
  const template = await store.couponTemplates.require(templateId, 'coupon_template_not_found');
  return { template: await viewTemplate(call, template) };
}

function newTemplateId(requestId: string): CouponTemplateId {
  const id = `tpl_${shortName(requestId)}`;
  if (!isCouponTemplateId(id)) throw new RangeError(`not a template id: ${id}`);
  return id;
}

async function nameLimits({ store }: WriteCall<'operator'>, terms: CouponTerms): Promise<CouponTerms> {
  const [stores, plans] = await Promise.all([
    store.stores.getMany(terms.storeIds ?? []),
    store.cardPlans.getMany(terms.planIds ?? []),
  ]);
  if (stores.length < (terms.storeIds?.length ?? 0)) throw refuse('invalid_input', 'storeIds');
  if (plans.length < (terms.planIds?.length ?? 0)) throw refuse('invalid_input', 'planIds');
  return withNamedLimits(terms, stores, plans);
}

async function writeDraft(
  call: WriteCall<'operator'>,
  transaction: TransactionStore,
  _id: CouponTemplateId,
  { terms, validity, limits, collectable }: Written,
): Promise<void> {
  await transaction.couponTemplates.insert({
    _id,
    version: 1,
    terms,
    validity,
    limits,
    collectable,
    status: 'draft',
    savedBy: call.requestId,
    stockShards: null,
    stockVersion: 1,
    soldOut: null,
  });
  await recordAudit(transaction, call, {
    action: 'coupon.saveTemplate',
    subjectId: _id,
    detail: { version: 1 },
    ...toldChange(null, { terms, validity, limits, collectable }),
  });
}

async function writeVersion(
  call: WriteCall<'operator'>,
  transaction: TransactionStore,
  templateId: CouponTemplateId,
  version: number,
  { terms, validity, limits, collectable }: Written,
): Promise<void> {
  const current = await transaction.couponTemplates.require(templateId, 'coupon_template_not_found');
  if (current.savedBy === call.requestId) return;
  if (current.version !== version) throw refuse('coupon_template_changed', templateId);
  if (current.status !== 'draft') {
    if (!limitsMayBecome(current.limits, limits)) throw refuse('coupon_limits_fixed', templateId);
    await raiseStock(call, transaction, current, limits.total);
  }
  await transaction.couponTemplates.update(templateId, {
    terms,
    validity,
    limits,
    collectable,
    version: version + 1,
    savedBy: call.requestId,
    ...stockIsBack(current),
  });
  await recordAudit(transaction, call, {
    action: 'coupon.saveTemplate',
    subjectId: templateId,
    detail: { version: version + 1, title: terms.title },
    ...toldChange(writtenOf(current), { terms, validity, limits, collectable }),
  });
}

const writtenOf = ({ terms, validity, limits, collectable }: Template) => ({
  terms,
  validity,
  limits,
  collectable,
});

/** Few shards take the whole raise: a transaction over all of them would lose every race while people collect. */
const RAISED_SHARDS = 8;

async function raiseStock(
  { now }: WriteCall<'operator'>,
  transaction: TransactionStore,
  { _id, limits }: Template,
  total: number | null,
): Promise<void> {
  if (total === null || limits.total === null || total === limits.total) return;
  const known = totalShards(_id, limits.total, now).slice(0, RAISED_SHARDS);
  const shards = [];
  for (const { _id: shardId } of known) {
    const shard = await transaction.couponStock.get(shardId);
    if (shard) shards.push(shard);
  }
  for (const shard of raised(shards, total - limits.total, now)) await transaction.couponStock.replace(shard);
}

function ignoreDuplicate(error: unknown): void {
  if (!(error instanceof Duplicate)) throw error;
}
