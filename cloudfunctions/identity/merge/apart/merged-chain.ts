import type { MemberId } from '../../../../contracts/primitives/ids';
import type { Instant } from '../../../../contracts/primitives/time';
import { isSamePhone, planMerge, profileBack, type MergedFields } from '../merge-plan';

/** A merge into one member, as the journal has it. */
export interface Link {
  _id: string;
  keptId: MemberId;
  absorbedId: MemberId;
  at: Instant;
  undoneAt: Instant | null;
  before: { kept: MergedFields; absorbed: MergedFields };
  after: MergedFields;
}

export interface Ends {
  /** The kept member had this one never come. */
  without: MergedFields;
  /** As the merges that stand have it: what differs from it somebody changed since. */
  asMerged: MergedFields;
}

/**
 * What the merges into a member come to without one of them. A snapshot of a later merge has what an earlier one brought, so where several
 * were one the journal is gone through again, without those who went and with everybody else coming as they came.
 */
export function endsWithout(own: Link, all: readonly Link[]): Ends {
  const wentBefore = all.filter(({ at, undoneAt }) => undoneAt !== null && at < own.at && undoneAt > own.at);
  const gone = new Set(wentBefore.map(({ _id }) => _id));
  const first = Math.min(own.at, ...wentBefore.map(({ at }) => at));
  // Its own, too, when it went already: asked to go again it is answered as before.
  const stands = ({ _id, undoneAt }: Link) => undoneAt === null || gone.has(_id) || _id === own._id;
  const chain = all
    .filter((link) => link.at >= first && stands(link))
    .sort((one, other) => one.at - other.at);
  const { unreadMessages } = own.before.kept;
  return {
    without: { ...endOf(chain, new Set([...gone, own._id])), unreadMessages },
    asMerged: { ...endOf(chain, gone), unreadMessages: own.after.unreadMessages },
  };
}

function endOf(chain: readonly Link[], gone: ReadonlySet<string>): MergedFields {
  const [first] = chain;
  if (!first) throw new RangeError('no merge to take back');
  let known = first.before.kept;
  let end = known;
  for (const { _id, keptId, absorbedId, before, after } of chain) {
    const start = carried(before.kept, known, end);
    known = after;
    if (gone.has(_id)) end = start;
    else if (same(start, before.kept)) end = after;
    else
      end = planMerge(
        { ...start, _id: keptId, closesAt: null },
        { ...before.absorbed, _id: absorbedId, closesAt: null },
        [],
      ).after;
  }
  return end;
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What somebody changed between two merges they changed, whoever else went. */
function carried(stored: MergedFields, known: MergedFields, end: MergedFields): MergedFields {
  const field = <Field extends keyof MergedFields>(name: Field): MergedFields[Field] =>
    same(stored[name], known[name]) ? end[name] : stored[name];
  return {
    nickname: field('nickname'),
    profile: profileBack(stored.profile, end.profile, known.profile),
    phone: isSamePhone(stored.phone, known.phone) ? end.phone : stored.phone,
    card: field('card'),
    attribution: field('attribution'),
    leaderId: field('leaderId'),
    joinedAt: field('joinedAt'),
    unreadMessages: stored.unreadMessages,
  };
}
