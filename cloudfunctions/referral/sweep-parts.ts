import { MINUTE_MS } from '../../contracts/primitives/time';
import { dueBy, dueNow, type SweepPart } from '../kit/host/sweep-part';
import { payOutInvites } from './reward/pay-out-invites';

export const referralParts: readonly SweepPart[] = [
  {
    name: 'invites',
    every: MINUTE_MS,
    budgetMs: 2_000,
    sources: [dueNow('members', { inviteState: 'due' }, '_id'), dueBy('inviteRewards', 'dueAt')],
    run: payOutInvites,
  },
];
