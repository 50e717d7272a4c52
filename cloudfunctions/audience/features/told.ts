import type { StoreId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { FactKind } from '../../kit/facts/fact-kind';

/** A fact, as far as the picture of a member is concerned. */
export interface Told {
  _id: string;
  kind: FactKind;
  at: Instant;
  amountFen?: number | undefined;
  storeId?: StoreId | undefined;
  categories?: Readonly<Record<string, number>> | undefined;
  refs: Readonly<Record<string, string | number | boolean>>;
}

/** Each once, in an order of their own: what was told twice, or in another order, is the same. */
export function eachOnce<Fact extends Told>(facts: readonly Fact[]): Fact[] {
  const byId = new Map(facts.map((fact) => [fact._id, fact]));
  return [...byId.values()].sort((a, b) => a.at - b.at || (a._id < b._id ? -1 : 1));
}
