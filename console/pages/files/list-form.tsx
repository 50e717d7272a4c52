import { refuse } from '@contracts/errors';
import { isExportPeriod, type ExportPeriod } from '@contracts/primitives/clock/export-period';
import type { PeriodList } from '@contracts/office/kept-values';
import { chinaDateOf, instant } from '@contracts/primitives/time';
import { Form, Radio, Select } from 'antd';
import { ActionForm, ReasonField } from '../../kit/action-form';
import { api } from '../../service';
import { usePageTexts } from '../../texts/use-texts';
import { DayRange } from '../members/parts/day-range';
import { fileTexts } from './texts';

const lists: readonly PeriodList[] = [
  'orders',
  'refunds',
  'coupons',
  'points',
  'redemptions',
  'audit',
  'figures',
];

/** @param days as a range of days is kept; null: not chosen, or longer than a file may be */
function periodOf(days: string | null): ExportPeriod | null {
  const [from = '', until = ''] = (days ?? '').split('..');
  if (from === '' || until === '') return null;
  const period = {
    from: chinaDateOf(instant(Number(from))),
    until: chinaDateOf(instant(Number(until) - 1)),
  };
  return isExportPeriod(period) ? period : null;
}

interface Values {
  list: PeriodList;
  days: string | null;
  format: 'csv' | 'xlsx';
  reason: string;
}

interface Props {
  /** What is chosen at first. */
  list?: PeriodList;
  onDone: () => void;
  onClose: () => void;
}

/** A file of what another list than the members’ held on some days; the server asks for a second look before it begins. */
export function ListForm({ list = 'orders', onDone, onClose }: Props) {
  const texts = usePageTexts(fileTexts);
  return (
    <ActionForm<Values>
      title={texts.exportList}
      who={texts.exportListWho}
      what={texts.exportWhat}
      initial={{ list, days: null, format: 'xlsx', reason: '' }}
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
            validator: (_rule, days: string | null) =>
              periodOf(days) === null ? Promise.reject(new Error(texts.needDays)) : Promise.resolve(),
          },
        ]}
      >
        <DayRange label={texts.days} />
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
