import type { IssueRuleTerms, IssueRuleView } from '../../../contracts/payment/payment';
import type { ReadCall } from '../../kit/host/call';
import { oneOf } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { listStores } from '../../merchant/list-stores';

type Rule = DocumentOf<'issueRules'>;

const PAGE = 20;
/** What a form offers; a merchant with more of a kind names them by the first ones. */
const MOST_CHOICES = 100;
/** Every rule: a query of all of them still needs a condition. */
export const ANY = { enabled: oneOf([true, false]) };
/** Rules a payment looks at; beyond it the lowest priorities are not. */
export const MOST_RULES = 200;

/** Every rule, by id, with the names of what it issues. */
export async function listIssueRules(
  { store, now }: ReadCall<'operator'>,
  { cursor }: { cursor: string | null },
) {
  const { items, nextCursor } = await store.issueRules.find({
    where: ANY,
    orderBy: '_id',
    limit: PAGE,
    cursor,
  });
  return { rules: await viewRules(store, items), nextCursor, now };
}

export async function viewRules(
  store: Pick<ReadStore, 'cardPlans' | 'couponPacks'>,
  rules: readonly Rule[],
): Promise<IssueRuleView[]> {
  const [plans, packs] = await Promise.all([
    store.cardPlans.getMany(unique(rules.map(({ planId }) => planId))),
    store.couponPacks.getMany(unique(rules.flatMap(({ packId }) => packId ?? []))),
  ]);
  const nameOf = (documents: readonly { _id: string; name: string }[], id: string): string =>
    documents.find(({ _id }) => _id === id)?.name ?? id;
  return rules.map((rule) => ({
    ruleId: rule._id,
    version: rule.version,
    terms: issueRuleTerms(rule),
    planName: nameOf(plans, rule.planId),
    packName: rule.packId === null ? null : nameOf(packs, rule.packId),
  }));
}

const unique = <Id extends string>(ids: readonly Id[]): Id[] => [...new Set(ids)];

export function issueRuleTerms({
  _id,
  version: _version,
  savedBy: _savedBy,
  ...terms
}: Rule): IssueRuleTerms {
  return terms;
}

/** What a rule may name. */
export async function listIssueChoices(call: ReadCall<'operator'>) {
  const { store } = call;
  const [plans, packs, { stores }] = await Promise.all([
    store.cardPlans.find({ where: { status: 'open' }, orderBy: '_id', limit: MOST_CHOICES }),
    store.couponPacks.find({ where: { status: 'published' }, orderBy: '_id', limit: MOST_CHOICES }),
    listStores(call),
  ]);
  const named = <Id extends string>(documents: readonly { _id: Id; name: string }[]) =>
    documents.map(({ _id, name }) => ({ id: _id, name }));
  return {
    plans: named(plans.items),
    packs: named(packs.items),
    stores: stores.map(({ storeId, name }) => ({ id: storeId, name })),
  };
}
