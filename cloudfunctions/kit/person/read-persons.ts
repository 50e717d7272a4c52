import type { MemberId } from '../../../contracts/primitives/ids';
import { allPages } from '../store/query/all-pages';
import { moreThan } from '../store/query/condition';
import type { DocumentOf } from '../store/schema';
import type { ReadStore } from '../store/store';
import { comparePersons, type Persons, type Traces } from './persons';

type Member = DocumentOf<'members'>;
type Reading = Pick<ReadStore, 'staff' | 'identities' | 'members'>;

const PAGE = 500;
const AT_ONCE = 900;
/** Before every openid: a query of everybody still needs a condition. */
const FIRST = 'openid:';

/**
 * Which accounts of the staff, and which of some members, are one person: by openid and unionid, by the members they lead to,
 * merged as they may be, and by the numbers those verified. About four database calls, however many there are: staff are few.
 * @returns by the account's id in `staff`, and by member id
 */
export async function readPersons(store: Reading, about: readonly MemberId[] = []): Promise<Persons> {
  const staff = await allPages((cursor) =>
    store.staff.find({ where: { _id: moreThan(FIRST) }, orderBy: '_id', limit: PAGE, cursor }),
  );
  const keysOf = ({ _id, unionKey }: (typeof staff)[number]) => [
    _id,
    ...(unionKey === null ? [] : [unionKey]),
  ];
  const identities = await inSlices([...new Set(staff.flatMap(keysOf))], (ids) =>
    store.identities.getMany(ids),
  );
  const leadsTo = new Map(
    identities.flatMap(({ _id, kind, memberId }) => (kind === 'closed' ? [] : [[_id, memberId] as const])),
  );
  const members = await readWhole(store, [...leadsTo.values(), ...about]);
  return comparePersons(
    new Map([
      ...staff.map((one) => {
        const keys = keysOf(one);
        return [
          one._id,
          tracesOf(
            members,
            keys,
            keys.flatMap((key) => leadsTo.get(key) ?? []),
          ),
        ] as const;
      }),
      ...about.map((id) => [id, tracesOf(members, [], [id])] as const),
    ]),
  );
}

/** A tombstone leads on, and whoever absorbed accounts is all of them. */
const others = ({ absorbed, mergedInto }: Member): MemberId[] => [
  ...absorbed,
  ...(mergedInto === null ? [] : [mergedInto]),
];

async function readWhole(store: Reading, ids: readonly MemberId[]): Promise<Map<MemberId, Member>> {
  const found = new Map<MemberId, Member>();
  const asked = new Set<MemberId>();
  for (let next = [...new Set(ids)]; next.length > 0;) {
    next.forEach((id) => asked.add(id));
    const read = await inSlices(next, (slice) => store.members.getMany(slice));
    for (const member of read) found.set(member._id, member);
    next = [...new Set(read.flatMap(others))].filter((id) => !asked.has(id));
  }
  return found;
}

function tracesOf(
  members: ReadonlyMap<MemberId, Member>,
  keys: readonly string[],
  ids: readonly MemberId[],
): Traces {
  const whole = [...new Set(ids)];
  // What is led to is added on the way.
  for (const id of whole) {
    const member = members.get(id);
    if (member) whole.push(...others(member).filter((other) => !whole.includes(other)));
  }
  const documents = whole.flatMap((id) => members.get(id) ?? []);
  return {
    memberIds: whole,
    keys,
    numbers: documents.flatMap(({ numbers }) => numbers),
    apartFrom: documents.flatMap(({ apartFrom }) => apartFrom),
  };
}

async function inSlices<Id extends string, Found>(
  ids: readonly Id[],
  read: (slice: Id[]) => Promise<Found[]>,
): Promise<Found[]> {
  const found: Found[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE)
    found.push(...(await read(ids.slice(from, from + AT_ONCE))));
  return found;
}
