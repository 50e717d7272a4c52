import type { MemberId } from '../../../contracts/primitives/ids';
import { isSamePerson, type PersonTraces } from './same-person';

/** Which of several accounts and members are one person, all compared with all. Pure. */
export interface Traces extends PersonTraces {
  /** Members that one of theirs was decided not to be: with these they share no number. */
  apartFrom: readonly MemberId[];
}

export interface Persons {
  /** Everybody: the names of each person, sorted. */
  all: readonly (readonly string[])[];
  /** False of what is not known. */
  areSame(one: string, other: string): boolean;
  /** Of the names that are compared, those of the same person, sorted; of one that is not known itself. */
  namesOf(name: string): readonly string[];
}

const areApart = (one: Traces, other: Traces): boolean =>
  one.apartFrom.some((id) => other.memberIds.includes(id)) ||
  other.apartFrom.some((id) => one.memberIds.includes(id));

/** By a number alone, too: who asks has a limit or a list for people to read, and pays nobody. */
const meets = (one: Traces, other: Traces): boolean =>
  isSamePerson(areApart(one, other) ? { ...one, numbers: [] } : one, other) !== 'different';

/** @param known by the name of each account or member */
export function comparePersons(known: ReadonlyMap<string, Traces>): Persons {
  const groups: string[][] = [];
  for (const [name, traces] of known) {
    const [met, rest] = [
      groups.filter((group) => isOfGroup(group)),
      groups.filter((group) => !isOfGroup(group)),
    ];
    groups.splice(0, groups.length, ...rest, [...met.flat(), name].sort());
    function isOfGroup(group: readonly string[]): boolean {
      return group.some((other) => {
        const theirs = known.get(other);
        return theirs !== undefined && meets(traces, theirs);
      });
    }
  }
  const byName = new Map(groups.flatMap((group) => group.map((name) => [name, group] as const)));
  return {
    all: groups,
    areSame: (one, other) => byName.get(one)?.includes(other) ?? false,
    namesOf: (name) => byName.get(name) ?? [name],
  };
}
