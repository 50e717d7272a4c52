import type { Fen } from '../../../contracts/primitives/fen';
import type { LeaderId, MemberId, StoreId } from '../../../contracts/primitives/ids';
import { chinaDateOf, type ChinaDate, type Instant } from '../../../contracts/primitives/time';
import type { FactKind } from './fact-kind';

interface Happening {
  kind: FactKind;
  /** The id of the document that made it happen: told again it is the same fact. */
  cause: string;
  memberId: MemberId;
  /** When it happened; a payment whose payer joins later happened before it is told. */
  at: Instant;
  /** The call that writes it. */
  now: Instant;
  amountFen?: Fen;
  storeId?: StoreId;
  leaderId?: LeaderId;
  /** What was paid for each category. */
  categories?: Record<string, Fen>;
  refs?: Record<string, string | number | boolean>;
}

/** A fact as it is stored; what is not known stays away. */
export interface Fact extends Required<Pick<Happening, 'kind' | 'memberId' | 'at' | 'refs'>> {
  _id: string;
  day: ChinaDate;
  writtenAt: Instant;
  amountFen?: Fen;
  storeId?: StoreId;
  leaderId?: LeaderId;
  categories?: Record<string, Fen>;
}

/** The document to insert in the transaction of the cause. */
export const newFact = ({ cause, now, refs = {}, ...happening }: Happening): Fact => ({
  ...happening,
  _id: `${happening.kind}:${cause}`,
  day: chinaDateOf(happening.at),
  writtenAt: now,
  refs,
});
