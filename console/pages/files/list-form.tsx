import { refuse } from '@contracts/errors';
import { isExportPeriod, type ExportPeriod } from '@contracts/primitives/clock/export-period';
import type { PeriodList } from '@contracts/office/kept-values';
import { isRealChinaDate } from '@contracts/primitives/time';
import { DatePicker, Form, Radio, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { ActionForm, ReasonField } from '../../kit/action-form';
import { api } from '../../service';
import { usePageTexts } from '../../texts/use-texts';
import { fileTexts } from './texts';

const lists: readonly PeriodList[] = ['orders', 'refunds', 'coupons', 'points', 'redemptions'];
const DAY = 'YYYY-MM-DD';

type Days = [Dayjs | null, Dayjs | null] | null;

/** Null: not chosen, or longer than a file may be. */
function periodOf(days: Days): ExportPeriod | null {
  const [from = '', until = ''] = (days ?? []).map((day) => day?.format(DAY) ?? '');
  if (!isRealChinaDate(from) || !isRealChinaDate(until)) return null;
  return isExportPeriod({ from, until }) ? { from, until } : null;
}

interface Values {
  list: PeriodList;
  days: Days;
  format: 'csv' | 'xlsx';
  reason: string;
}

/** A file of what another list than the members’ held on some days; the server asks for a second look before it begins. */
export function ListForm({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const texts = usePageTexts(fileTexts);
  return (
    <ActionForm<Values>
      title={texts.exportList}
      who={texts.exportListWho}
      what={texts.exportWhat}
      initial={{ list: 'orders', days: null, format: 'xlsx', reason: '' }}
      submit={async ({ days, reason, ...rest }, requestId) => {
        const period = periodOf(days);
        if (!period) throw refuse('invalid_input', 'days');
        await api.office.exportList({ ...rest, period, reason: reason.trim() }, { requestId });
      }}
      saveText={texts.exportAct}
      onDone={onDone}
      onClose={onClose}
    >
      <Form.Item name="list" label={texts.which}>
        <Select options={lists.map((value) => ({ value, label: texts.lists[value] }))} />
      </Form.Item>
      <Form.Item
        name="days"
        label={texts.days}
        required
        rules={[
          {
            validator: (_rule, days: Days) =>
              periodOf(days) === null ? Promise.reject(new Error(texts.needDays)) : Promise.resolve(),
          },
        ]}
      >
        <DatePicker.RangePicker />
      </Form.Item>
      <Form.Item name="format" label={texts.columns.format}>
        <Radio.Group
          options={[
            { value: 'xlsx', label: texts.xlsx },
            { value: 'csv', label: texts.csv },
          ]}
        />
      </Form.Item>
      <ReasonField />
    </ActionForm>
  );
}
