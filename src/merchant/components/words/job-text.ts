import type { AudienceJob } from '@contracts/audience/audience-jobs';

/** What is given to everybody of a segment. */
export function actText({ act, what }: Pick<AudienceJob, 'act' | 'what'>): string {
  switch (act.do) {
    case 'coupon':
      return `发「${what}」每人 ${act.quantity} 张`;
    case 'tag':
      return `打标签「${what}」`;
    case 'journey':
      return `进入旅程「${what}」`;
    case 'task':
      return `${act.for === 'leader' ? '给团长' : '给员工'}派待办「${what}」`;
  }
}
