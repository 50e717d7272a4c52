import type { MemberCard } from '../../../../contracts/card/card';

/** Pure. */
export const cardAtOffice = ({ planName, number, issuedAt, expiresAt }: MemberCard) => ({
  planName,
  numberEnd: number.slice(-4),
  issuedAt,
  expiresAt,
});
