import { refuse } from '../../../../contracts/errors';
import type { MemberId } from '../../../../contracts/primitives/ids';
import type { WriteCall } from '../../../kit/host/call';
import { isTooMuch, marksOf, retagged, type Tagged } from '../../../kit/identity/tag-marks';
import { changeMember } from './change-member';

type Call = WriteCall<'operator'>;

interface Wish {
  memberId: MemberId;
  add: string[];
  remove: string[];
  release: string[];
  reason: string;
}

/**
 * What staff give stands, and what they take away stays away, whatever the rule of a tag says; what they release the rule alone says.
 * @throws TuankaError member_not_found, member_tags_full
 */
export async function tagMember(call: Call, { memberId, add, remove, release, reason }: Wish) {
  const { staff, now } = call;
  const { tags } = await changeMember(call, memberId, 'office.tagMember', (member) => {
    const gone = remove.filter((tag) => !add.includes(tag));
    const by = { how: 'hand', by: staff._id, at: now } as const;
    const patch = retagged(member, { give: add, keepOff: gone, release, ...by });
    if (patch === null) return null;
    if (isTooMuch(patch)) throw refuse('member_tags_full');
    return { patch, what: 'tags', told: { reason, before: shown(member), after: shown(patch) } };
  });
  return { tags };
}

/** As the audit log shows them: with those kept off, which are none of theirs. */
function shown(tagged: Tagged): { tags: string } {
  const keptOff = marksOf(tagged).filter(({ own }) => own === 'kept_off');
  return { tags: [...tagged.tags, ...keptOff.map(({ tag }) => `不打${tag}`)].join('、') };
}
