import { refuse } from '../../../contracts/errors';
import type { GrowthRule, PublishedGrowthRule } from '../../../contracts/growth/growth-rule';
import { giftChannelOf } from '../../../contracts/primitives/tier/gift-channel';
import { recordAudit } from '../../kit/audit/record-audit';
import { toldChange } from '../../kit/audit/told-change';
import type { ReadCall, WriteCall } from '../../kit/host/call';
import type { ReadStore } from '../../kit/store/store';
import { CURRENT_RULE, readGrowthRule, versionId } from '../ledger/read-rules';

/** The rule in force, for the operator's form; null before the first: there are no tiers. */
export async function readRuleInForce({ store }: ReadCall<'operator'>) {
  return { rule: await readGrowthRule(store) };
}

/**
 * Publishes the next version. What was earned stays what it was; who is raised by it is raised by the next sweep, nobody falls before
 * a review. The request that published a version gets its answer again.
 * @throws TuankaError rule_changed_meanwhile, growth_gift_unknown
 */
export async function publishRule(
  call: WriteCall<'operator'>,
  { draft, basedOn }: { draft: GrowthRule; basedOn: number },
): Promise<{ rule: PublishedGrowthRule }> {
  const { store, now, requestId } = call;
  await verifyGifts(store, draft);
  return store.transact(async (transaction) => {
    const current = await transaction.growthRules.get(CURRENT_RULE);
    if (current?.publishedBy === requestId) return { rule: current };
    if ((current?.version ?? 0) !== basedOn) throw refuse('rule_changed_meanwhile', `version ${basedOn}`);
    const rule: PublishedGrowthRule = { ...draft, version: basedOn + 1, publishedAt: now };
    const published = { ...rule, publishedBy: requestId };
    await transaction.growthRules.insert({ ...published, _id: versionId(rule.version), dueAt: null });
    await transaction.growthRules.replace({ ...published, _id: CURRENT_RULE, dueAt: now });
    await recordAudit(transaction, call, {
      action: 'growth.publishRule',
      subjectId: versionId(rule.version),
      detail: { version: rule.version },
      ...toldChange(current, rule),
    });
    return { rule };
  });
}

/** A gift is a pack that is published for its occasion, and a tier that exists. */
async function verifyGifts(
  store: Pick<ReadStore, 'couponPacks'>,
  { gifts, tiers }: GrowthRule,
): Promise<void> {
  const packs = await store.couponPacks.getMany([...new Set(gifts.map(({ packId }) => packId))]);
  for (const { kind, fromLevel, packId } of gifts) {
    const channel = giftChannelOf(kind);
    const isFine = packs.some(
      (pack) => pack._id === packId && pack.status === 'published' && pack.channel === channel,
    );
    if (!isFine || fromLevel >= tiers.length) throw refuse('growth_gift_unknown', `${kind} ${packId}`);
  }
}
