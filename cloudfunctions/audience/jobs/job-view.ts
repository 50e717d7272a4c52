import type { AudienceJob } from '../../../contracts/audience/audience-jobs';

type Stored = Omit<AudienceJob, 'id' | 'audienceId'> & { _id: string; frozen: string };
type Skipped = AudienceJob['skipped'];

/** As an operator sees it. */
export const viewOf = ({ _id: id, frozen: audienceId, ...job }: Stored): AudienceJob => {
  const { segment, act, what, reason, byName, state, members, done, skipped, undone, at } = job;
  return { id, segment, audienceId, act, what, reason, byName, state, members, done, skipped, undone, at };
};

/** What a slice came to, added to what there was. */
export function withSkips(skipped: Skipped, more: readonly string[]): Skipped {
  const counts = new Map(skipped.map(({ why, members }) => [why, members]));
  for (const why of more) counts.set(why, (counts.get(why) ?? 0) + 1);
  return [...counts].map(([why, members]) => ({ why, members })).sort((a, b) => (a.why < b.why ? -1 : 1));
}
