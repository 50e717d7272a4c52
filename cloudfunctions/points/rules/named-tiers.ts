import { idAt } from '../../../contracts/primitives/tier/tier-id';

/** What the names in a form mean, by the ids of tiers: one that is called otherwise later is the same. */
export type NamedTiers = Readonly<Record<string, number>>;

/** What is called how: in force, and by what is announced. */
export interface TierLists {
  current: List | null;
  next: List | null;
}
interface List {
  tiers: readonly { id?: number | undefined; name: string }[];
}

interface Held {
  tier: string | null;
  /** Null: it was told before tiers had ids. */
  tierId: number | null;
}

/** Of these names the one that means the tier somebody has; null: none does. What says no id is compared by its name. */
export function nameOfHeld(
  names: readonly string[],
  named: NamedTiers,
  { tier, tierId }: Held,
): string | null {
  if (tier === null) return null;
  const byId = tierId === null ? undefined : names.find((name) => named[name] === tierId);
  return (
    byId ?? names.find((name) => name === tier && (tierId === null || named[name] === undefined)) ?? null
  );
}

/**
 * What names mean when they are written: the tier that is called so now, or will be by what is announced, or what they meant in the form
 * before, which was opened under the name of then.
 */
export function tiersNamed(names: readonly string[], lists: TierLists, before: NamedTiers): NamedTiers {
  const named: Record<string, number> = {};
  for (const meant of [meantBy(lists.current), meantBy(lists.next), before])
    for (const name of names) {
      const id = meant[name];
      if (id !== undefined && named[name] === undefined && !Object.values(named).includes(id))
        named[name] = id;
    }
  return named;
}

const meantBy = (list: List | null): NamedTiers =>
  Object.fromEntries(list?.tiers.map(({ name }, place) => [name, idAt(list, place)]) ?? []);

/** What the names of a form are called by now, each once; of a tier that is gone the name it had, unless another has it. */
export function namesByNow(
  names: readonly string[],
  named: NamedTiers,
  { current, next }: TierLists,
): ReadonlyMap<string, string> {
  const called = new Map<string, string>();
  const callIt = (name: string, now: string | undefined) => {
    if (now !== undefined && !called.has(name) && ![...called.values()].includes(now)) called.set(name, now);
  };
  for (const list of [current, next]) for (const name of names) callIt(name, nameIn(list, named[name]));
  for (const name of names) callIt(name, name);
  return called;
}

const nameIn = (list: List | null, id: number | undefined): string | undefined =>
  list?.tiers.find((_tier, place) => idAt(list, place) === id)?.name;
