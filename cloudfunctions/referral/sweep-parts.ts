import { MINUTE_MS } from '../../contracts/primitives/time';
import type { SweepPart } from '../kit/host/sweep-part';
import { settleInvites } from './settle-invites';

export const referralParts: readonly SweepPart[] = [
  { name: 'invites', every: MINUTE_MS, budgetMs: 2_000, run: settleInvites },
];
