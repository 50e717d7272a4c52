import { isDeepStrictEqual } from 'node:util';
import type { CouponChannel, CouponValidity, PackItem } from '../../../contracts/coupon/coupon';
import { refuse } from '../../../contracts/errors';
import { isGiftChannel } from '../../../contracts/primitives/tier/gift-channel';
import { isCouponPackId, type CouponPackId, type CouponTemplateId } from '../../../contracts/primitives/ids';
import { recordAudit } from '../../kit/audit/record-audit';
import { toldChange } from '../../kit/audit/told-change';
import type { WriteCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import { Duplicate } from '../../kit/store/store-error';
import type { TransactionStore } from '../../kit/store/store';
import { shortName } from '../../kit/ids/spread';
import type { Instant } from '../../../contracts/primitives/time';
import { itemOf } from '../issue/grant';
import { fitsOneTransaction, type CountedStep } from '../rules/records';
import { dayShards, hasLimits, totalShards } from '../rules/stock';
import { viewPackDocument } from './list-packs';

type Pack = DocumentOf<'couponPacks'>;

interface Written {
  packId: CouponPackId | null;
  basedOn: number | null;
  /** What the channel gave when this was decided. */
  instead: CouponPackId | null;
  name: string;
  channel: CouponChannel;
  steps: { templateId: CouponTemplateId; quantity: number; validity: CouponValidity | null }[];
  status: Pack['status'];
}

/**
 * Writes a pack with the terms its templates have now. Publishing one ends the other published packs of its channel, so
 * that what a channel gives is never in doubt; where a rule names the pack, others may be published beside it.
 * Two published at once: one stands, the other is told; so is whoever meant to replace another one than there is by now.
 * @throws TuankaError coupon_template_not_found, coupon_not_open, coupon_too_many, coupon_pack_not_found, coupon_pack_promised, rule_changed_meanwhile
 */
export async function savePack(call: WriteCall<'operator'>, written: Written) {
  const { store, requestId } = call;
  const pack: Pack = {
    _id: written.packId ?? newPackId(requestId),
    version: (written.basedOn ?? 0) + 1,
    name: written.name,
    channel: written.channel,
    items: await itemsOf(call, written),
    status: written.status,
  };
  const publishes = written.status === 'published' && !isGiftChannel(written.channel);
  const seen = publishes ? await store.packChannels.get(written.channel) : null;
  const published = publishes ? await publishedOf(call, written.channel) : [];
  const rivals = published.filter(({ _id }) => _id !== pack._id);
  await store.transact(async (transaction) => {
    const before =
      written.packId === null
        ? null
        : await transaction.couponPacks.require(pack._id, 'coupon_pack_not_found');
    const told = await transaction.auditEntries.get(`aud_${requestId}-coupon.savePack-${pack._id}`);
    if (told) return;
    if (before && before.version !== written.basedOn) throw refuse('rule_changed_meanwhile', pack._id);
    if (isChangedGift(before, pack)) await verifyNotPromised(transaction, pack._id);
    if (publishes) {
      if ((rivals[0]?._id ?? null) !== written.instead) throw refuse('rule_changed_meanwhile', pack.channel);
      await takeChannel(transaction, pack, seen?.turn ?? 0);
    }
    for (const { _id, version } of rivals)
      await transaction.couponPacks.update(_id, { status: 'ended', version: version + 1 });
    await transaction.couponPacks.replace(pack);
    await recordAudit(transaction, call, {
      action: 'coupon.savePack',
      subjectId: pack._id,
      detail: { name: pack.name, channel: pack.channel, steps: pack.items.length, status: pack.status },
      ...toldChange(before, pack),
    });
  });
  return { pack: viewPackDocument(pack) };
}

/** A gift that is given on, with another name or other coupons. */
const isChangedGift = (before: Pack | null, pack: Pack): boolean =>
  before?.status === 'published' &&
  pack.status === 'published' &&
  isGiftChannel(before.channel) &&
  !(before.name === pack.name && isDeepStrictEqual(before.items, pack.items));

/** What the member charter says of a gift changes when that is announced: by another pack. @throws TuankaError coupon_pack_promised */
async function verifyNotPromised({ growthRules }: TransactionStore, packId: CouponPackId): Promise<void> {
  const current = await growthRules.get('current');
  const gifts = [...(current?.gifts ?? []), ...(current?.next?.gifts ?? [])];
  if (gifts.some((gift) => gift.packId === packId)) throw refuse('coupon_pack_promised', packId);
}

/** @throws TuankaError rule_changed_meanwhile when another pack was published since `turn` */
async function takeChannel(
  transaction: TransactionStore,
  { _id: packId, channel }: Pack,
  turn: number,
): Promise<void> {
  const current = await transaction.packChannels.get(channel);
  if ((current?.turn ?? 0) !== turn) throw refuse('rule_changed_meanwhile', channel);
  const next = { _id: channel, packId, turn: turn + 1 };
  if (current) return transaction.packChannels.replace(next);
  try {
    await transaction.packChannels.insert(next);
  } catch (error) {
    throw error instanceof Duplicate ? refuse('rule_changed_meanwhile', channel) : error;
  }
}

function newPackId(requestId: string): CouponPackId {
  const id = `pack_${shortName(requestId)}`;
  if (!isCouponPackId(id)) throw new RangeError(`not a pack id: ${id}`);
  return id;
}

/** A step while its stock is whole. */
const untouched = (
  { _id, limits }: DocumentOf<'couponTemplates'>,
  quantity: number,
  now: Instant,
): CountedStep => ({
  quantity,
  limits: hasLimits(limits) ? limits : null,
  totalShards: limits.total === null ? [] : totalShards(_id, limits.total, now),
  dayShards: limits.perDay === null ? [] : dayShards(_id, limits.perDay, now),
});

/** All of a pack is issued in one transaction: what that cannot hold is not saved. */
async function itemsOf(
  { store, now }: WriteCall<'operator'>,
  { steps, status }: Pick<Written, 'steps' | 'status'>,
): Promise<PackItem[]> {
  const isEnded = status === 'ended';
  const templates = await store.couponTemplates.getMany([
    ...new Set(steps.map(({ templateId }) => templateId)),
  ]);
  const written = steps.map(({ templateId, quantity, validity }) => {
    const template = templates.find(({ _id }) => _id === templateId);
    if (!template) throw refuse('coupon_template_not_found', templateId);
    if (template.status !== 'published') throw refuse('coupon_not_open', templateId);
    const item = { ...itemOf(template, quantity), validity: validity ?? template.validity };
    return { item, step: untouched(template, quantity, now) };
  });
  if (!isEnded && !fitsOneTransaction(written.map(({ step }) => step)))
    throw refuse('coupon_too_many', `${steps.length} steps`);
  return written.map(({ item }) => item);
}

const publishedOf = async ({ store }: WriteCall<'operator'>, channel: CouponChannel): Promise<Pack[]> =>
  (
    await store.couponPacks.find({
      where: { channel, status: 'published' },
      orderBy: '_id',
      limit: 20,
    })
  ).items;
