import type { ExportView } from '../../../contracts/office/exports';
import type { PeriodList } from '../../../contracts/office/kept-values';
import type { ExportPeriod } from '../../../contracts/primitives/clock/export-period';
import type { WriteCall } from '../../kit/host/call';
import { COUNTED } from '../members/list/list-members';
import { beginExport, type Wish } from './begin-export';
import { readPeriod } from './lists/read-period';
import { resolveList } from './lists/resolve-list';

/** Another list of whole China days, both included. */
export async function exportList(
  call: WriteCall<'operator'>,
  { list, period, ...wish }: Wish & { list: PeriodList; period: ExportPeriod },
): Promise<{ export: ExportView }> {
  const counted = await resolveList(list).countUpTo(call, readPeriod(period), COUNTED + 1);
  const of = { rows: Math.min(counted, COUNTED), more: counted > COUNTED };
  return beginExport(
    call,
    wish,
    { list, filter: '', audienceId: null, period, withPhones: false, of },
    { action: 'office.exportList', detail: { format: wish.format, list, ...period } },
  );
}
