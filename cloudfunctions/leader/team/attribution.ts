import type { EntrySource } from '../../../contracts/leader/leader-figures';
import type { LeaderCode, LeaderId, StoreId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';

interface CodeEntry {
  _id: LeaderCode;
  leaderId: LeaderId;
  storeId: StoreId;
  status: 'active' | 'paused';
}

export interface Attribution {
  leaderId: LeaderId;
  storeId: StoreId;
  leaderCode: LeaderCode;
  at: Instant;
  source: EntrySource;
  groupId: string | null;
}

/** How the person came: for statistics, never a condition. */
export interface Arrival {
  source: EntrySource;
  groupId: string | null;
}

/** The code a person joined through awards its leader, once; an unknown or paused code attributes nobody. */
export const attributionTo = (
  entry: CodeEntry | null,
  at: Instant,
  { source, groupId }: Arrival,
): Attribution | null =>
  entry?.status === 'active'
    ? { leaderId: entry.leaderId, storeId: entry.storeId, leaderCode: entry._id, at, source, groupId }
    : null;
