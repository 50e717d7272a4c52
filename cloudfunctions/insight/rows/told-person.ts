import { behindKinds } from '../../../contracts/primitives/insight/behind';
import type { LeaderId, MemberId, StoreId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { FactKind } from '../../kit/facts/fact-kind';

/** A fact, as far as figures are concerned. */
export interface Told {
  _id: string;
  kind: FactKind;
  memberId: MemberId;
  at: Instant;
  amountFen?: number | undefined;
  storeId?: StoreId | undefined;
  leaderId?: LeaderId | undefined;
  categories?: Readonly<Record<string, number>> | undefined;
  refs: Readonly<Record<string, string | number | boolean>>;
}

/** What figures are made of, and who somebody was with; of others nothing is counted. */
export const countedKinds = [...behindKinds, 'leader_changed'] as const satisfies readonly FactKind[];
