import { refuse } from '../../../contracts/errors';
import type { ExportView } from '../../../contracts/office/exports';
import type { MemberFilter } from '../../../contracts/office/member-filter';
import type { WriteCall } from '../../kit/host/call';
import { mayActAs } from '../../kit/host/roles';
import { listMembers } from '../members/list/list-members';
import { beginExport, type Wish } from './begin-export';

/** Members of a filter; whole numbers only for an owner. @throws TuankaError not_allowed */
export async function exportMembers(
  call: WriteCall<'operator'>,
  { filter, withPhones, ...wish }: Wish & { filter: MemberFilter; withPhones: boolean },
): Promise<{ export: ExportView }> {
  if (withPhones && !mayActAs(call.staff.roles, 'owner')) throw refuse('not_allowed', 'numbers');
  const { count } = await listMembers(call, { filter, cursor: null });
  const of = { rows: count?.members ?? 0, more: count?.more ?? false };
  return beginExport(
    call,
    wish,
    { list: 'members', filter: JSON.stringify(filter), period: null, withPhones, of },
    { action: 'office.exportMembers', detail: { format: wish.format, withPhones, members: of.rows } },
  );
}
