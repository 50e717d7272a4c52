import { refuse } from '../../../../contracts/errors';
import type { MemberId } from '../../../../contracts/primitives/ids';
import type { WriteCall } from '../../../kit/host/call';
import { changeMember } from './change-member';

type Call = WriteCall<'operator'>;

const MOST_TAGS = 50;

/** @throws TuankaError member_not_found, member_tags_full */
export async function tagMember(
  call: Call,
  input: { memberId: MemberId; add: string[]; remove: string[]; reason: string },
) {
  const { memberId, add, remove, reason } = input;
  const { tags } = await changeMember(call, memberId, 'office.tagMember', (member) => {
    const wanted = [...new Set([...member.tags.filter((tag) => !remove.includes(tag)), ...add])];
    if (wanted.length > MOST_TAGS) throw refuse('member_tags_full');
    if (wanted.join('\n') === member.tags.join('\n')) return null;
    const told = { reason, before: { tags: member.tags.join('、') }, after: { tags: wanted.join('、') } };
    return { patch: { tags: wanted }, what: 'tags', told };
  });
  return { tags };
}
