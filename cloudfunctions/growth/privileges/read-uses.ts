import type { UsedRight } from '../../../contracts/growth/used-right';
import type { Instant } from '../../../contracts/primitives/time';
import { knownAs } from '../../kit/person/known-as';
import { allPages } from '../../kit/store/query/all-pages';
import { oneOf, type Condition } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { isOf, periodsOf, type Person } from '../rules/privilege-uses';

export type PrivilegeUse = DocumentOf<'privilegeUses'>;

/**
 * What a person used in the running month and year, what came back among it: also of who is part of them while a merge is still
 * moving it, and not of whom they were taken apart from. Of months gone by what was granted alone, for a quota of the year and a
 * request that is asked again after midnight; the till's uses have no quota.
 */
export async function readUses(
  { privilegeUses }: Pick<ReadStore, 'privilegeUses'>,
  person: Person,
  now: Instant,
): Promise<PrivilegeUse[]> {
  const memberId = oneOf([person._id, ...knownAs(person)]);
  const { running, before } = periodsOf(now);
  const read = (where: { period: Condition<string>; orderId?: null }) =>
    allPages((cursor) =>
      privilegeUses.find({ where: { memberId, ...where }, orderBy: '_id', limit: 200, cursor }),
    );
  const both = await Promise.all([
    read({ period: oneOf(running) }),
    before.length === 0 ? [] : read({ period: oneOf(before), orderId: null }),
  ]);
  return both.flat().filter((use) => isOf(use, person));
}

/** What they, and who is part of them, used with accounts that are closed: for who is one alone no call. */
export async function readUsedBefore(
  { members }: Pick<ReadStore, 'members'>,
  { absorbed, usedRights }: Returned,
): Promise<UsedRight[]> {
  const parts = absorbed.length === 0 ? [] : await members.getMany(absorbed);
  return [...usedRights, ...parts.flatMap((part) => part.usedRights)];
}
export type Returned = Person & { usedRights: readonly UsedRight[] };
