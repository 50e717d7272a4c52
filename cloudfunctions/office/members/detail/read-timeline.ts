import type { TimelineEntry } from '../../../../contracts/office/member-detail';
import { fen } from '../../../../contracts/primitives/fen';
import { isOrderId, type MemberId } from '../../../../contracts/primitives/ids';
import { instant, type Instant } from '../../../../contracts/primitives/time';
import type { ReadCall } from '../../../kit/host/call';
import { readMember } from '../../../kit/person/find-member';
import { atMost, holdingOneOf, oneOf } from '../../../kit/store/query/condition';
import { encodeCursor } from '../../../kit/store/query/page';
import type { DocumentOf } from '../../../kit/store/schema';

type Call = ReadCall<'operator'>;
type Fact = DocumentOf<'facts'>;
type Audit = DocumentOf<'auditEntries'>;

const PAGE = 20;
/** Acts of staff on what a page tells of: a bill has few. */
const ACTS = 200;

/** What staff did to something of the member’s, and the fact it led to. */
const actsOf: Readonly<Partial<Record<Fact['kind'], readonly string[]>>> = {
  joined: ['office.applyImport'],
  profile_changed: ['office.applyImport'],
  paid: ['payment.recordCounterPayment', 'payment.openBill'],
  refunded: ['payment.refund', 'payment.refundLines'],
  coupon_used: ['coupon.redeem'],
  coupon_returned: ['coupon.undoRedeem'],
  redeemed: ['points.verifyRedemption'],
};

const actionsFor = ({ kind, refs }: Fact): readonly string[] =>
  refs['what'] === 'import_undone' ? ['office.undoImport'] : (actsOf[kind] ?? []);

/** Acts that are about something of theirs that no fact tells of: the entry names them. */
const NAMING = [
  'leader.approveApplication',
  'leader.refuseApplication',
  'leader.tellApplicantPhone',
  'identity.openCase',
  'coupon.extend',
  'journey.enterByHand',
  'points.transfer',
];
/** Points that staff moved: the fact says whose hand it was, the entry of the same moment who that is. */
const BY_HAND = ['points.adjust', 'points.transfer'];

/** Facts and acts of staff stand in one order, `(at, id)`: both are read from the same place on. @throws TuankaError member_not_found */
export async function readMemberTimeline(
  { store, now }: Call,
  { memberId, cursor }: { memberId: MemberId; cursor: string | null },
) {
  const member = await readMember(store, memberId, 'member_not_found');
  const ids = [member._id, ...member.absorbed];
  const page = { orderBy: 'at', direction: 'desc', limit: PAGE, cursor } as const;
  const until = atMost<Instant>(instant(now));
  const [facts, audits, naming] = await Promise.all([
    store.facts.find({ where: { memberId: oneOf(ids), at: until }, ...page }),
    store.auditEntries.find({ where: { ...ofSubjects(ids), at: until }, ...page }),
    store.auditEntries.find({
      where: { about: holdingOneOf<string>(ids), action: oneOf(NAMING), at: until },
      ...page,
    }),
  ]);
  const about = new Map([...audits.items, ...naming.items].map((audit) => [audit._id, audit]));
  const told = [
    ...facts.items.map((fact) => ({ at: fact.at, id: fact._id, fact, audit: null })),
    ...[...about.values()].map((audit) => ({
      at: audit.at,
      id: audit._id,
      fact: null,
      audit,
    })),
  ].sort((one, other) => other.at - one.at || (one.id < other.id ? 1 : -1));
  const shown = told.slice(0, PAGE);
  const [acts, stores] = await Promise.all([
    readActs(
      store,
      shown.flatMap(({ fact }) => fact ?? []),
      ids,
    ),
    readStores(
      store,
      shown.flatMap(({ fact, audit }) => fact?.storeId ?? audit?.storeId ?? []),
    ),
  ]);
  const last = shown.at(-1);
  const isMore = told.length > PAGE || [facts, audits, naming].some(({ nextCursor }) => nextCursor !== null);
  return {
    entries: shown.map(({ fact, audit }) => (fact ? viewFact(fact, acts, stores) : viewAudit(audit, stores))),
    nextCursor: last && isMore ? encodeCursor({ value: last.at, id: last.id }) : null,
    now,
  };
}

/** By what the index has them under, and of these not those that only name them. */
const ofSubjects = (ids: readonly string[]) => ({
  about: holdingOneOf<string>(ids),
  subjectId: oneOf<string>(ids),
});

type Acts = readonly Audit[];
type Stores = ReadonlyMap<string, string>;

const causesOf = ({ refs }: Fact): string[] =>
  ['orderId', 'couponId', 'redemptionId', 'refundId', 'importId'].flatMap((name) => {
    const id = refs[name];
    return typeof id === 'string' ? [id] : [];
  });

/** The entry a fact names by itself. */
const entryOf = ({ refs }: Fact): string | null =>
  typeof refs['auditId'] === 'string' ? refs['auditId'] : null;

const isByHand = ({ refs }: Fact): boolean => refs['source'] === 'staff';

async function readActs(
  store: Call['store'],
  facts: readonly Fact[],
  memberIds: readonly string[],
): Promise<Acts> {
  const causes = [...new Set(facts.filter((fact) => actionsFor(fact).length > 0).flatMap(causesOf))];
  const named = [...new Set(facts.flatMap((fact) => entryOf(fact) ?? []))];
  const where = ofSubjects(causes);
  const byHand = facts.filter(isByHand).map(({ at }) => at);
  const [found, hands, entries] = await Promise.all([
    causes.length === 0
      ? null
      : store.auditEntries.find({ where, orderBy: 'at', direction: 'desc', limit: ACTS }),
    byHand.length === 0
      ? null
      : store.auditEntries.find({
          where: { about: holdingOneOf<string>(memberIds), action: oneOf(BY_HAND), at: oneOf(byHand) },
          orderBy: 'at',
          direction: 'desc',
          limit: ACTS,
        }),
    store.auditEntries.getMany(named),
  ]);
  return [...entries, ...(found?.items ?? []), ...(hands?.items ?? [])];
}

async function readStores(store: Call['store'], ids: readonly string[]): Promise<Stores> {
  const found = await store.stores.getMany([...new Set(ids)]);
  return new Map(found.map(({ _id, name }) => [_id, name]));
}

/** Who did it, as far as a member of staff did. */
const doerOf = ({ staffName, role }: Audit): TimelineEntry['by'] =>
  role === 'shopper' ? null : { name: staffName, role };

/** The entry a fact names; of before it named one, that of the same moment, or the newest about the same thing. */
function actOf(fact: Fact, acts: Acts): Audit | undefined {
  const [named, causes, actions] = [entryOf(fact), causesOf(fact), actionsFor(fact)];
  if (named !== null) return acts.find(({ _id }) => _id === named);
  if (isByHand(fact))
    return acts.find(
      ({ action, at, staffId }) =>
        BY_HAND.includes(action) && at === fact.at && staffId === fact.refs['sourceId'],
    );
  const led = acts.filter(({ action, subjectId }) => actions.includes(action) && causes.includes(subjectId));
  return led.find(({ at }) => at === fact.at) ?? led[0];
}

function viewFact(fact: Fact, acts: Acts, stores: Stores): TimelineEntry {
  const { refs, kind, storeId } = fact;
  const act = actOf(fact, acts);
  const points = typeof refs['points'] === 'number' ? refs['points'] : null;
  return {
    at: fact.at,
    what: kind,
    why:
      typeof refs['why'] === 'string' ? refs['why'] : typeof refs['what'] === 'string' ? refs['what'] : null,
    amountFen: fact.amountFen ?? null,
    points: points !== null && kind === 'points_spent' ? -points : points,
    coupons: typeof refs['count'] === 'number' ? refs['count'] : null,
    score: typeof refs['score'] === 'number' ? refs['score'] : null,
    storeName: storeId === undefined ? null : (stores.get(storeId) ?? null),
    orderId: isOrderId(refs['orderId']) ? refs['orderId'] : null,
    by: act ? doerOf(act) : null,
    reason: act?.reason ?? null,
  };
}

function viewAudit(audit: Audit | null, stores: Stores): TimelineEntry {
  if (!audit) throw new Error('neither a fact nor an entry');
  const { action, amountFen, points, storeId, reason, at } = audit;
  return {
    at,
    what: action,
    why: null,
    amountFen: amountFen === null || amountFen < 0 ? null : fen(amountFen),
    points,
    coupons: null,
    score: null,
    storeName: storeId === null ? null : (stores.get(storeId) ?? null),
    orderId: null,
    by: doerOf(audit),
    reason,
  };
}
