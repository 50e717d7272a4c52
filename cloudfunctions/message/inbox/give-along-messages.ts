import type { MemberId } from '../../../contracts/primitives/ids';
import { instant } from '../../../contracts/primitives/time';
import type { CarriedMerge } from '../../kit/ownership/owned';
import { allPages } from '../../kit/store/query/all-pages';
import { atLeast } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store, TransactionStore } from '../../kit/store/store';

const PAGE = 200;
/** Small enough for one transaction: each is read and written, and two counts. */
const STEP = 10;
const HOME = 'pages/home/index';

/**
 * What the two were told as one is about the order, coupon or exchange of one of them: with an undo the messages about what
 * is the absorbed member's again go to them, read or not. One about things of both stays and opens the home page. Run again,
 * it finds nothing left.
 */
export async function giveAlongMessages(store: Store, merge: CarriedMerge): Promise<void> {
  const messages = await allPages((cursor) =>
    store.messages.find({
      where: { recipient: merge.keptId, createdAt: atLeast(instant(merge.at)) },
      orderBy: 'createdAt',
      direction: 'desc',
      limit: PAGE,
      cursor,
    }),
  );
  const theirs = await readTheirs(store, merge, messages.flatMap(subjectsIn));
  const about = messages.filter((message) => subjectsIn(message).some((id) => theirs.has(id)));
  for (let from = 0; from < about.length; from += STEP) {
    const step = about.slice(from, from + STEP);
    await store.transact((transaction) => moveMessages(transaction, merge, step, theirs));
  }
}

/** The same for what has still to be said. */
export async function giveAlongReminders(store: Store, merge: CarriedMerge): Promise<void> {
  const reminders = await allPages((cursor) =>
    store.reminders.find({
      where: { recipient: merge.keptId, status: 'scheduled' },
      orderBy: 'dueAt',
      limit: PAGE,
      cursor,
    }),
  );
  const theirs = await readTheirs(
    store,
    merge,
    reminders.map(({ subjectId }) => subjectId),
  );
  for (const { _id, subjectId } of reminders)
    if (theirs.has(subjectId))
      await store.reminders.updateIf(
        _id,
        { recipient: merge.keptId, status: 'scheduled' },
        { recipient: merge.absorbedId },
      );
}

const SUBJECT = /(?:ord|ref|cpn|rdm|clm)_[0-9A-Za-z_-]+/g;

const subjectsIn = ({ about, page }: Pick<DocumentOf<'messages'>, 'about' | 'page'>): string[] =>
  [...[...about, page].join(' ').matchAll(SUBJECT)].map(([id]) => id);

/** Of what messages are about, that which is the absorbed member’s now. */
async function readTheirs(
  store: Store,
  { absorbedId, identities }: CarriedMerge,
  subjects: readonly string[],
): Promise<ReadonlySet<string>> {
  const of = (prefix: string): string[] => [...new Set(subjects)].filter((id) => id.startsWith(prefix));
  const [refunds, coupons, redemptions, claims] = await Promise.all([
    readMany(of('ref_'), (ids) => store.refunds.getMany(ids)),
    readMany(of('cpn_'), (ids) => store.coupons.getMany(ids)),
    readMany(of('rdm_'), (ids) => store.redemptions.getMany(ids)),
    readMany(of('clm_'), (ids) => store.cardClaims.getMany(ids)),
  ]);
  const orderIds = [...new Set([...of('ord_'), ...refunds.map(({ orderId }) => orderId)])];
  const orders = await readMany(orderIds, (ids) => store.orders.getMany(ids));
  const isPaidByThem = ({ payerKey }: { payerKey: string | null }): boolean =>
    payerKey !== null && identities.includes(payerKey);
  const theirOrders = new Set<string>(orders.filter(isPaidByThem).map(({ _id }) => _id));
  const isTheirs = ({ memberId }: { memberId: MemberId }): boolean => memberId === absorbedId;
  return new Set<string>([
    ...theirOrders,
    ...refunds.filter(({ orderId }) => theirOrders.has(orderId)).map(({ _id }) => _id),
    ...[...coupons, ...redemptions].filter(isTheirs).map(({ _id }) => _id),
    ...claims.filter(isPaidByThem).map(({ _id }) => _id),
  ]);
}

async function readMany<Document>(
  ids: readonly string[],
  read: (ids: readonly string[]) => Promise<Document[]>,
): Promise<Document[]> {
  const found: Document[] = [];
  for (let from = 0; from < ids.length; from += PAGE)
    found.push(...(await read(ids.slice(from, from + PAGE))));
  return found;
}

/** Each with the count of the unread it stands in. */
async function moveMessages(
  transaction: TransactionStore,
  { keptId, absorbedId }: CarriedMerge,
  messages: readonly DocumentOf<'messages'>[],
  theirs: ReadonlySet<string>,
): Promise<void> {
  let unread = 0;
  for (const { _id } of messages) {
    const message = await transaction.messages.get(_id);
    if (message?.recipient !== keptId) continue;
    if (!subjectsIn(message).every((id) => theirs.has(id))) {
      await transaction.messages.update(_id, { page: HOME });
      continue;
    }
    await transaction.messages.update(_id, { recipient: absorbedId });
    if (message.readAt === null) unread += 1;
  }
  if (unread > 0) {
    await countUnread(transaction, keptId, 0 - unread);
    await countUnread(transaction, absorbedId, unread);
  }
}

async function countUnread(transaction: TransactionStore, id: MemberId, more: number): Promise<void> {
  const member = await transaction.members.get(id);
  if (!member) return;
  await transaction.members.update(id, { unreadMessages: Math.max(0, member.unreadMessages + more) });
}
