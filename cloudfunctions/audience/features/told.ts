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
