import type { MemberFilter, MemberRow } from '../../../../contracts/office/members';
import { fen } from '../../../../contracts/primitives/fen';
import type { MemberId } from '../../../../contracts/primitives/ids';
import { numberTyped } from '../../../../contracts/primitives/typed';
import { instant } from '../../../../contracts/primitives/time';
import type { ReadCall } from '../../../kit/host/call';
import { wantedOf } from '../../../kit/identity/member-search';
import { hashPhone, keptCard } from '../../../kit/identity/phone-vault';
import { holdingAll, moreThan, type Conditions } from '../../../kit/store/query/condition';
import type { Page } from '../../../kit/store/query/page';
import { cardKey, oldCardKey, phoneKey } from '../../../kit/store/query/document-ids';
import type { DocumentOf } from '../../../kit/store/schema';
import { asksForNothing, planSearch, type Search } from './plan-search';
import { NEVER } from '../rows/plan-row';
import { fourDigits, gramsWanted } from '../rows/name-grams';

type Call = ReadCall<'operator'>;
type Row = DocumentOf<'memberIndex'>;
interface Searching {
  settings: Pick<Call['settings'], 'phone'>;
  store: Pick<Call['store'], 'identities' | 'memberIndex'>;
}

const PAGE = 30;
/** More than so many are said to be more: nobody reads on, and counting them would cost what there is. */
export const COUNTED = 10_000;
const EVERYBODY: Conditions<Row> = { joinedAt: moreThan(instant(0)) };

/** Nobody: what was typed is an identifier that leads to no member. */
const NOBODY = { count: { members: 0, more: false }, members: [], nextCursor: null };

/** Members by a filter; four database calls for a page, whatever there is, and one more for the count on the first. */
export async function listMembers(
  call: Call,
  { filter, cursor }: { filter: MemberFilter; cursor: string | null },
) {
  const { store, now } = call;
  const search = await searchFor(call, filter);
  if (search === null) return { ...NOBODY, now };
  const ordered = inOrder(search);
  const [page, count] = await Promise.all([
    store.memberIndex.find({ ...ordered, limit: PAGE, cursor }),
    cursor === null ? countOf(call, filter, ordered.where) : null,
  ]);
  return { count, members: await viewRows(call, page.items), nextCursor: page.nextCursor, now };
}

/**
 * Rows of a filter for whoever goes through all of them, which takes a while: by when they joined, also where the list stands by something
 * else. What changes meanwhile, as points do, would leave one out and have another twice.
 */
export async function findRows(
  call: Searching,
  filter: MemberFilter,
  cursor: string | null,
  limit: number,
): Promise<Page<Row>> {
  const search = await searchFor(call, filter);
  if (search === null) return { items: [], nextCursor: null };
  return call.store.memberIndex.find({ ...inOrder(search), orderBy: 'joinedAt', limit, cursor });
}

/** A list of everybody still needs a condition. */
const inOrder = ({ where, orderBy }: Search) => ({
  where: Object.keys(where).length === 0 ? EVERYBODY : where,
  orderBy,
  direction: 'desc' as const,
});

/** The count of all is kept; another one is counted as far as it is worth. */
async function countOf({ store }: Call, filter: MemberFilter, where: Conditions<Row>) {
  if (asksForNothing(filter)) {
    const state = await store.memberIndexStates.get('state');
    return { members: state?.members ?? 0, more: false };
  }
  const counted = await store.memberIndex.countUpTo({ where, most: COUNTED + 1 });
  return { members: Math.min(counted, COUNTED), more: counted > COUNTED };
}

/** What is typed narrows the rest; null: it names nobody. */
export async function searchFor(call: Searching, filter: MemberFilter): Promise<Search | null> {
  const search = planSearch(filter);
  const text = filter.text ?? '';
  if (text === '') return search;
  const wanted = wantedOf(text);
  switch (wanted.by) {
    case 'last_four':
      return narrowed(search, { grams: holdingAll([fourDigits(numberTyped(text))]) });
    case 'nickname': {
      const old = await byOldCard(call, search, text);
      if (old) return old;
      const grams = gramsWanted(wanted.nickname);
      return grams.length === 0 ? search : narrowed(search, { grams: holdingAll(grams) });
    }
    case 'card':
      return (await byId(call, search, cardKey(wanted.cardNumber))) ?? byOldCard(call, search, text);
    case 'phone':
      return (
        (await byId(call, search, phoneKey(hashPhone(call.settings.phone, wanted.digits)))) ??
        byOldCard(call, search, text)
      );
  }
}

const narrowed = ({ where, orderBy }: Search, more: Conditions<Row>): Search => ({
  where: { ...where, ...more },
  orderBy,
});

async function byId({ store }: Searching, search: Search, key: string): Promise<Search | null> {
  const identity = await store.identities.get(key);
  return identity && identity.kind !== 'closed' ? narrowed(search, { _id: identity.memberId }) : null;
}

/** The number another system gave, in whatever form: letters alone are a name. */
async function byOldCard(call: Searching, search: Search, text: string): Promise<Search | null> {
  const card = keptCard(call.settings.phone, numberTyped(text).toUpperCase());
  return /^[\w-]{2,43}$/.test(card) && /\d/.test(card) ? byId(call, search, oldCardKey(card)) : null;
}

/** As they are now: what is shown is never older than the member. Who closed the account a moment ago is not shown. */
export async function viewRows({ store }: Pick<Call, 'store'>, rows: readonly Row[]): Promise<MemberRow[]> {
  const ids: MemberId[] = rows.map(({ _id }) => _id);
  const members = new Map((await store.members.getMany(ids)).map((member) => [member._id, member]));
  return rows.flatMap((row) => {
    const member = members.get(row._id);
    if (member?.status !== 'active') return [];
    return [
      {
        memberId: member._id,
        nickname: member.nickname,
        phone: member.phone?.masked ?? null,
        planName: member.card.planName,
        joinedAt: member.joinedAt,
        lastPaidAt: row.lastPaidAt === NEVER ? null : row.lastPaidAt,
        orders: row.orders365,
        amountFen: fen(row.amount365),
        coupons: row.coupons,
        points: row.points,
        frozen: member.frozen !== null,
      },
    ];
  });
}
