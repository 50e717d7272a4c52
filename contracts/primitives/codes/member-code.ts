import type { Brand } from '../brand';
import { inFours } from './in-fours';

/**
 * The code a member shows at the counter: 24 digits, so that it fits a narrow barcode (Code 128, set C). What is inside
 * is made and read by the server alone (cloudfunctions/kit/identity/member-code.ts).
 */
export type MemberCode = Brand<string, 'MemberCode'>;

export const isMemberCode = (value: unknown): value is MemberCode =>
  typeof value === 'string' && /^\d{24}$/.test(value);

/** `123456789012345678901234` → groups of four, for reading aloud. */
export const memberCodeText = (code: MemberCode): string => inFours(code);
