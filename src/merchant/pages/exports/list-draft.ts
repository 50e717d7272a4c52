import {
  checkForm,
  good,
  needed,
  neededReason,
  wrong,
  type Checked,
  type Read,
} from '@/components/form/problems';
import { isExportPeriod, type ExportPeriod } from '@contracts/primitives/clock/export-period';
import { isRealChinaDate, type ChinaDate } from '@contracts/primitives/time';

export interface ListDraft {
  from: string;
  until: string;
  reason: string;
}
export const EMPTY_LIST: ListDraft = { from: '', until: '', reason: '' };

const LAST = '最后一天';

function lastDay({ from, until }: ListDraft): Read<ChinaDate> {
  if (!isRealChinaDate(until)) return wrong(LAST, '请选最后一天');
  if (!isRealChinaDate(from) || isExportPeriod({ from, until })) return good(until);
  return wrong(LAST, until < from ? '不能早于第一天' : '一次最多导出一年');
}

/** Which days of a list, and why. */
export const checkList = (draft: ListDraft): Checked<{ period: ExportPeriod; reason: string }> =>
  checkForm(
    {
      from: needed(isRealChinaDate(draft.from) ? draft.from : null, '第一天', '请选第一天'),
      until: lastDay(draft),
      'list-reason': neededReason(draft.reason, '用途', '请写用途，至少两个字'),
    },
    (read) => ({
      period: { from: read.from.value, until: read.until.value },
      reason: read['list-reason'].value,
    }),
  );
