import type { ChinaDate, Instant } from '../../../contracts/primitives/time';
import type { ReconciliationFinding } from '../../../contracts/office/kept-values';

/** What a slice of a check says. Pure. */
export interface Slice {
  looked: number;
  found: ReconciliationFinding[];
  /** Where the next slice goes on; null: all was looked at. */
  place: string | null;
  /** What it needs is not there now: it goes on then. */
  again?: Instant;
  /** Of a run that is over: which bills of WeChat were compared. */
  bills?: { upTo: ChinaDate; differing: ChinaDate[] };
}

/** @param about what is to be looked at; nothing where the check itself has a page */
export const finding = (
  text: string,
  about: Partial<Omit<ReconciliationFinding, 'text'>> = {},
): ReconciliationFinding => ({ text, orderId: null, memberId: null, templateId: null, ...about });
