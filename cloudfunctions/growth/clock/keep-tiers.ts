import type { MemberId } from '../../../contracts/primitives/ids';
import { addMs, MINUTE_MS, type Instant } from '../../../contracts/primitives/time';
import { workThrough } from '../../kit/host/work-through';
import { atMost, lessThan } from '../../kit/store/query/condition';
import type { Page } from '../../kit/store/query/page';
import type { DocumentOf } from '../../kit/store/schema';
import { Conflict } from '../../kit/store/store-error';
import { takeForce } from '../charter/take-force';
import { foldedUpTo, foldGrowth, type Aside, type Growing } from '../ledger/fold-growth';
import { readBehind } from '../ledger/read-facts-aside';
import { loadStanding } from '../ledger/load-standing';
import { CURRENT_RULE, readRules } from '../ledger/read-rules';
import { saveStanding } from '../ledger/save-standing';
import { movedOn, type Rules } from '../rules/standing';

const PAGE = 50;
const ATTEMPTS = 5;
const AGAIN_MS = 20 * MINUTE_MS;

/**
 * What a minute does for tiers: growth out of what was told, then whoever is due, then whoever a new rule was not applied to. Nobody is
 * reviewed while there is something to fold, or something of theirs stands aside, for it may be in time for the review.
 */
export async function keepTiers(
  call: Growing,
): Promise<{ growthFacts: number; tiersDue: number; tiersByRule: number }> {
  await takeForce(call.store, call.now);
  const rules = await readRules(call.store);
  const done = { growthFacts: 0, tiersDue: 0, tiersByRule: 0 };
  if (rules.length === 0) return done;
  const { facts, aside } = await foldGrowth(call, rules);
  done.growthFacts = facts;
  if (call.outOfTime()) return done;
  const upTo = await foldedUpTo(call);
  if (upTo === null) return done;
  const moving = { call, aside, upTo, move: (memberId: MemberId) => moveMember(call, rules, memberId, upTo) };
  done.tiersDue = await moveDue(moving);
  done.tiersByRule = await applyRule(moving);
  return done;
}

interface Moving {
  call: Growing;
  aside: Aside;
  upTo: Instant;
  move: (memberId: MemberId) => Promise<void>;
}

type State = DocumentOf<'tierStates'>;

/** Everybody of these pages of whom nothing stands aside. */
const moveAll = (
  { call, aside, move }: Moving,
  readPage: (cursor: string | null) => Promise<Page<State>>,
): Promise<number> => {
  let behind: ReadonlySet<MemberId> = new Set();
  return workThrough(call, {
    collection: 'tierStates',
    trouble: 'tier_not_moved',
    async readPage(cursor) {
      const page = await readPage(cursor);
      if (aside.isAny) behind = await readBehind(call.store, page.items);
      return page;
    },
    work: async ({ _id }) => {
      if (!behind.has(_id)) await move(_id);
    },
  });
};

const moveDue = (moving: Moving): Promise<number> =>
  moveAll(moving, (cursor) =>
    moving.call.store.tierStates.find({
      where: { nextDueAt: atMost<Instant | null>(moving.upTo) },
      orderBy: 'nextDueAt',
      limit: PAGE,
      cursor,
    }),
  );

/** A new rule raises whom it raises at once, and gives everybody's tier its name. */
async function applyRule(moving: Moving): Promise<number> {
  const { store, now, outOfTime } = moving.call;
  const current = await store.growthRules.get(CURRENT_RULE);
  if (!current || current.dueAt === null || current.dueAt > moving.upTo) return 0;
  const { version } = current;
  const done = await moveAll(moving, (cursor) =>
    store.tierStates.find({
      where: { ruleVersion: lessThan(version) },
      orderBy: 'ruleVersion',
      limit: PAGE,
      cursor,
    }),
  );
  if (outOfTime()) return done;
  // Those that stand aside are tried again later.
  const { items } = await store.tierStates.find({
    where: { ruleVersion: lessThan(version), mergedInto: null },
    orderBy: 'ruleVersion',
    limit: 1,
  });
  const dueAt = items.length === 0 ? null : addMs(now, AGAIN_MS);
  await store.growthRules.updateIf(CURRENT_RULE, { version }, { dueAt });
  return done;
}

/** Brings one member up to an instant everything before which was heard of. */
export async function moveMember(
  { store, now }: Pick<Growing, 'store' | 'now'>,
  rules: Rules,
  memberId: MemberId,
  upTo: Instant,
): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const member = await store.members.get(memberId);
    // A merge or a closed account is about to carry it over, or to remove it.
    if (!member || member.mergedInto !== null) return;
    const { state: before, entries } = await loadStanding(store, member);
    const { state: after, ...tells } = movedOn(before, { entries, rules }, { upTo, now });
    const isSaved = await store.transact((transaction) =>
      saveStanding(transaction, { before, after, entries: [], rules, tells, now }),
    );
    if (isSaved) return;
  }
  throw new Conflict('the tier does not come to rest');
}
