import type { Instant } from '../../../contracts/primitives/time';

/** Each fact once, in the order of what happened: told twice, or in another order, they are the same. */
export function eachOnce<Told extends { _id: string; at: Instant }>(facts: readonly Told[]): Told[] {
  const byId = new Map(facts.map((fact) => [fact._id, fact]));
  return [...byId.values()].sort((a, b) => a.at - b.at || (a._id < b._id ? -1 : 1));
}
