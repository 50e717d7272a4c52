import { refuse } from '../../../contracts/errors';
import type { ExportView } from '../../../contracts/office/exports';
import { freezeSet } from '../../audience/sets/freeze-set';
import type { WriteCall } from '../../kit/host/call';
import { mayActAs } from '../../kit/host/roles';
import { beginExport, type Wish } from './begin-export';

type Of = { segmentId: string } | { audienceId: string };

/**
 * Whoever is in a segment now, or was in a settled audience; whole numbers only for an owner.
 * @throws TuankaError not_allowed, segment_not_found, segment_not_ready, audience_not_found
 */
export async function exportAudience(
  call: WriteCall<'operator'>,
  { of, withPhones, ...wish }: Wish & { of: Of; withPhones: boolean },
): Promise<{ export: ExportView }> {
  if (withPhones && !mayActAs(call.staff.roles, 'owner')) throw refuse('not_allowed', 'numbers');
  const { audienceId, members } = await readAudience(call, of);
  return beginExport(
    call,
    wish,
    {
      list: 'members',
      filter: '',
      audienceId,
      settled: 'segmentId' in of ? 'here' : 'before',
      period: null,
      withPhones,
      of: { rows: members, more: false },
    },
    { action: 'office.exportAudience', detail: { format: wish.format, withPhones, members, ...of } },
  );
}

async function readAudience(
  call: WriteCall<'operator'>,
  of: Of,
): Promise<{ audienceId: string; members: number }> {
  if ('segmentId' in of) return freezeSet(call, { set: { segment: of.segmentId } });
  const { members } = await call.store.frozenAudiences.require(of.audienceId, 'audience_not_found');
  return { audienceId: of.audienceId, members };
}
