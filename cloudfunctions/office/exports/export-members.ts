import { refuse } from '../../../contracts/errors';
import type { ExportView } from '../../../contracts/office/exports';
import type { MemberFilter } from '../../../contracts/office/member-filter';
import type { WriteCall } from '../../kit/host/call';
import { leavesOf } from '../../kit/config/setting-leaves';
import { mayActAs } from '../../kit/host/roles';
import { maskPhone } from '../../../contracts/primitives/phone';
import type { MemberId } from '../../../contracts/primitives/ids';
import { wantedOf } from '../../kit/identity/member-search';
import { listMembers } from '../members/list/list-members';
import { beginExport, type Wish } from './begin-export';

/** Members of a filter; whole numbers only for an owner. @throws TuankaError not_allowed */
export async function exportMembers(
  call: WriteCall<'operator'>,
  { filter, withPhones, ...wish }: Wish & { filter: MemberFilter; withPhones: boolean },
): Promise<{ export: ExportView }> {
  if (withPhones && !mayActAs(call.staff.roles, 'owner')) throw refuse('not_allowed', 'numbers');
  const { count, members } = await listMembers(call, { filter, cursor: null });
  const kept = await withoutNumber(call, filter, members);
  const of = { rows: count?.members ?? 0, more: count?.more ?? false };
  return beginExport(
    call,
    wish,
    { list: 'members', filter: JSON.stringify(kept), audienceId: null, period: null, withPhones, of },
    {
      action: 'office.exportMembers',
      detail: { format: wish.format, withPhones, members: of.rows },
      after: toldOf(filter),
    },
  );
}

/** What the list was narrowed to; who was searched for is left out, for that names somebody. */
const toldOf = ({ text, ...filter }: MemberFilter) =>
  Object.fromEntries(
    Object.entries({ ...leavesOf(filter), searched: text === null ? null : true }).filter(
      ([, value]) => value !== null,
    ),
  );

/** A whole number that was typed is kept nowhere: the one it leads to is found by their card as well. */
async function withoutNumber(
  { store }: WriteCall<'operator'>,
  filter: MemberFilter,
  [found]: readonly { memberId: MemberId }[],
): Promise<MemberFilter> {
  const wanted = filter.text === null ? null : wantedOf(filter.text);
  if (wanted?.by !== 'phone') return filter;
  const member = found && (await store.members.get(found.memberId));
  return { ...filter, text: member?.card.number ?? maskPhone(wanted.digits.slice(-11)) };
}
