import type { AudienceJob } from '@contracts/audience/audience-jobs';

/** What is given to everybody of a segment. */
export const actText = ({ act, what }: Pick<AudienceJob, 'act' | 'what'>): string =>
  act.do === 'tag' ? `打标签「${what}」` : `发「${what}」每人 ${act.quantity} 张`;
