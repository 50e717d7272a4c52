import type { EntrySource } from '../../../contracts/leader/leader-figures';
import type { MemberSource } from '../../../contracts/office/kept-values';

interface Come {
  attribution: { source: EntrySource } | null;
  inviteState: 'none' | 'due' | 'done';
  imported: object | null;
}

/** How a member came: by a list, by a friend, through a leader's code as the phone told it, or by themselves. */
export const sourceOf = ({ attribution, inviteState, imported }: Come): MemberSource => {
  if (imported !== null) return 'import';
  if (inviteState !== 'none') return 'invite';
  return attribution?.source ?? 'own';
};
