import { refuse } from '../../../contracts/errors';
import type { Gift, GiftDraft, InviteRule, InviteRuleDraft } from '../../../contracts/referral/invite-rule';
import { recordAudit } from '../../kit/audit/record-audit';
import { toldChange } from '../../kit/audit/told-change';
import type { ReadCall, WriteCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import { CURRENT_RULE, readRule, versionId } from '../join/read-rule';
import { inviteRuleLines } from '../rules/rule-text';

/** The rule in force, for the operator's form, and the packs it may give. */
export async function readRuleInForce({ store, now }: ReadCall<'operator'>) {
  const [rule, packs] = await Promise.all([
    readRule(store),
    store.couponPacks.find({ where: { channel: 'invite', status: 'published' }, orderBy: '_id', limit: 50 }),
  ]);
  return {
    rule,
    lines: rule ? inviteRuleLines(rule) : [],
    packs: packs.items.map(({ _id, name }) => ({ packId: _id, name })),
    now,
  };
}

/**
 * Publishes the next version, its packs copied with their terms. Earlier versions stay: a referral is judged by the one in
 * force when the friend joined. The request that published a version gets its answer again.
 * @throws TuankaError rule_changed_meanwhile, invite_rule_invalid
 */
export async function publishRule(
  call: WriteCall<'operator'>,
  { draft, basedOn }: { draft: InviteRuleDraft; basedOn: number },
): Promise<{ rule: InviteRule; lines: string[] }> {
  const { store, now, requestId } = call;
  const packs = await store.couponPacks.getMany([...new Set(packIdsOf(draft))]);
  const published = await store.transact(async (transaction) => {
    const current = await transaction.inviteRules.get(CURRENT_RULE);
    if (current?.publishedBy === requestId) return current;
    if ((current?.version ?? 0) !== basedOn) throw refuse('rule_changed_meanwhile', `version ${basedOn}`);
    const version = basedOn + 1;
    const rule = { ...withPacks(draft, packs), version, publishedAt: now, publishedBy: requestId };
    await transaction.inviteRules.insert({ ...rule, _id: versionId(version) });
    await transaction.inviteRules.replace({ ...rule, _id: CURRENT_RULE });
    await recordAudit(transaction, call, {
      action: 'referral.publishRule',
      subjectId: versionId(version),
      detail: { version },
      ...toldChange(current, rule),
    });
    return rule;
  });
  return { rule: published, lines: inviteRuleLines(published) };
}

const giftsOf = ({ registered, firstOrder, milestones }: InviteRuleDraft): GiftDraft[] =>
  [
    registered.inviter,
    registered.invitee,
    firstOrder.inviter,
    firstOrder.invitee,
    ...milestones.map(({ gift }) => gift),
  ].filter((gift) => gift !== null);

const packIdsOf = (draft: InviteRuleDraft): string[] =>
  giftsOf(draft).flatMap((gift) => (gift.kind === 'pack' ? [gift.packId] : []));

function withPacks(draft: InviteRuleDraft, packs: readonly DocumentOf<'couponPacks'>[]) {
  const filled = (gift: GiftDraft): Gift => {
    if (gift.kind === 'points') return gift;
    const pack = packs.find(({ _id }) => _id === gift.packId);
    if (pack?.status !== 'published') throw refuse('invite_rule_invalid', gift.packId);
    return { ...gift, name: pack.name, items: pack.items };
  };
  const maybe = (gift: GiftDraft | null) => gift && filled(gift);
  const { registered, firstOrder, milestones } = draft;
  return {
    ...draft,
    registered: { inviter: maybe(registered.inviter), invitee: maybe(registered.invitee) },
    firstOrder: {
      ...firstOrder,
      inviter: maybe(firstOrder.inviter),
      invitee: maybe(firstOrder.invitee),
    },
    milestones: milestones.map(({ friends, gift }) => ({ friends, gift: filled(gift) })),
  };
}
