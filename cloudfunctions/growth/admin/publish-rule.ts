import { refuse } from '../../../contracts/errors';
import type { GrowthRule, PublishedGrowthRule } from '../../../contracts/growth/growth-rule';
import { giftChannelOf } from '../../../contracts/primitives/tier/gift-channel';
import { startOfChinaDate, type ChinaDate, type Instant } from '../../../contracts/primitives/time';
import { recordAudit } from '../../kit/audit/record-audit';
import { toldChange } from '../../kit/audit/told-change';
import type { ReadCall, WriteCall } from '../../kit/host/call';
import type { ReadStore, TransactionStore } from '../../kit/store/store';
import type { DocumentOf } from '../../kit/store/schema';
import { withdrawChange } from '../charter/withdraw-change';
import { readGiftPacks } from '../gifts/read-gift-packs';
import { CURRENT_RULE, inForce, readRules, versionId, withdrawnId } from '../ledger/read-rules';
import { recordNamedRewards, recordNamedTiers } from '../../points/admin/record-named-tiers';
import { earliestStart } from '../../points/rules/announced';
import { differenceOf } from '../rules/charter';
import { startOf, versionAt } from '../rules/standing';
import { identified } from '../rules/tier-place';

/** The rule in force and the one that is announced, for the operator's form; null before the first: there are no tiers. */
export async function readRuleInForce({ store, now }: ReadCall<'operator'>) {
  const current = await store.growthRules.get(CURRENT_RULE);
  if (!current) return { rule: null, next: null };
  const rule = inForce(current, now);
  return { rule, next: current.next?.version === rule.version ? null : current.next };
}

interface Publishing {
  draft: GrowthRule;
  basedOn: number;
  /** The day on which it begins to hold; null: as soon as may be. */
  from: ChinaDate | null;
}

/**
 * Publishes the next version. What it changes of the charter holds seven days after it was announced, anything else at once; it takes
 * the place of what is announced already. What was earned stays what it was; who is raised by it is raised by the next sweep, nobody
 * falls before a review. The request that published a version gets its answer again.
 * @throws TuankaError rule_changed_meanwhile, growth_gift_unknown, growth_start_too_early, busy
 */
export async function publishRule(
  call: WriteCall<'operator'>,
  wish: Publishing,
): Promise<{ rule: PublishedGrowthRule }> {
  const { store, now, requestId } = call;
  const { basedOn } = wish;
  await verifyGifts(store, wish.draft);
  const draft = { ...wish.draft, giftPacks: await readGiftPacks(store, wish.draft.gifts) };
  const rules = await readRules(store);
  if (rules.length > 0) await recordNamedRewards(store, (at) => versionAt(rules, at));
  return store.transact(async (transaction) => {
    const current = await transaction.growthRules.get(CURRENT_RULE);
    const newest = current?.next ?? current;
    const known = [newest, ...(await readPublished(transaction, basedOn + 1))];
    const own = known.find((one) => one?.publishedBy === requestId);
    if (own) return { rule: own };
    if ((newest?.version ?? 0) !== basedOn) throw refuse('rule_changed_meanwhile', `version ${basedOn}`);
    // The sweep makes it the current one within a minute.
    if (current?.next && startOf(current.next) <= now) throw refuse('busy', 'a rule takes force');
    const version = basedOn + 1;
    const named = identified(draft, current && inForce(current, now));
    const holdsFrom = startWished(current, { ...wish, draft: named }, call);
    const rule = { ...named, version, publishedAt: now, holdsFrom, publishedBy: requestId };
    if (rules.length > 0) await recordNamedTiers(transaction, (at) => versionAt(rules, at));
    await replaceRule(transaction, current, rule, now);
    await recordAudit(transaction, call, {
      action: 'growth.publishRule',
      subjectId: versionId(rule.version),
      detail: { version: rule.version, ...(holdsFrom === null ? {} : { holdsFrom }) },
      ...toldChange(current, rule),
    });
    return { rule };
  });
}

type Current = DocumentOf<'growthRules'>;

/** What became of a version since: it held, or was withdrawn before that. */
async function readPublished({ growthRules }: TransactionStore, version: number) {
  return [await growthRules.get(versionId(version)), await growthRules.get(withdrawnId(version))];
}

/** Null: it holds at once. @throws TuankaError growth_start_too_early */
function startWished(
  current: Current | null,
  { draft, from }: Publishing,
  { now, settings }: Pick<WriteCall<'operator'>, 'now' | 'settings'>,
): Instant | null {
  const wished = from === null ? null : startOfChinaDate(from);
  if (from !== null && (wished === null || wished <= now)) throw refuse('growth_start_too_early', from);
  const isSaid = current !== null && isDifferent(current, draft);
  if (!isSaid) return wished;
  const earliest = earliestStart(now, settings.messageRules.quietHours);
  if (wished !== null && wished < earliest) throw refuse('growth_start_too_early', String(from));
  return wished ?? earliest;
}

function isDifferent(current: GrowthRule, draft: GrowthRule): boolean {
  const { added, removed } = differenceOf(current, draft);
  return added.length > 0 || removed.length > 0;
}

/** In force, or announced in the place of what was. */
async function replaceRule(
  transaction: TransactionStore,
  current: Current | null,
  rule: Omit<NonNullable<Current['next']>, 'isUntold'>,
  now: Instant,
): Promise<void> {
  if (current?.next) {
    const { isUntold: _isUntold, ...withdrawn } = current.next;
    await transaction.growthRules.insert({
      ...withdrawn,
      _id: withdrawnId(withdrawn.version),
      dueAt: null,
      next: null,
    });
    await withdrawChange(transaction, versionId(current.next.version), now);
  }
  if (rule.holdsFrom === null) {
    await transaction.growthRules.insert({ ...rule, _id: versionId(rule.version), dueAt: null, next: null });
    await transaction.growthRules.replace({ ...rule, _id: CURRENT_RULE, dueAt: now, next: null });
    return;
  }
  const said = differenceOf(requireCurrent(current), rule);
  const isSaid = said.added.length + said.removed.length > 0;
  await transaction.growthRules.replace({
    ...requireCurrent(current),
    next: { ...rule, isUntold: isSaid },
  });
  // Nobody is told of what no word says.
  if (!isSaid) return;
  await transaction.charterChanges.insert({
    _id: versionId(rule.version),
    announcedAt: now,
    from: rule.holdsFrom,
    ...said,
    withdrawnAt: null,
    isUntold: true,
    callsOff: null,
    cursor: null,
    told: 0,
    isWritten: false,
    dueAt: now,
  });
}

/** The first rule holds when it is published: before it there are no tiers. */
function requireCurrent(current: Current | null): Current {
  if (!current) throw refuse('growth_start_too_early', 'the first rule holds at once');
  return current;
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
