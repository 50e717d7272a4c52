import { TuankaError } from '@contracts/errors';
import { isChinaDate } from '@contracts/primitives/time';
import { DatePicker, Form, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { ActionForm, ReasonField } from '../../../kit/action-form';
import { api } from '../../../service';
import { usePageTexts, useTexts } from '../../../texts/use-texts';
import { valueTexts } from '../value-texts';
import { whoOf, type ActProps } from './act-forms';

interface Floor {
  level?: number;
  day: Dayjs | null;
  reason: string;
}

/** A tier by hand: until the end of the day chosen, or none any more. */
export function FloorForm({ member, onDone, onClose }: ActProps) {
  const actions = usePageTexts(valueTexts);
  const { form } = useTexts();
  const { memberId, tier } = member;
  if (!tier) return null;
  return (
    <ActionForm<Floor>
      title={actions.floor}
      who={whoOf(member)}
      what={actions.floorWhat}
      initial={{ day: null, reason: '' }}
      submit={async ({ level = 0, day, reason }, requestId) => {
        const until = level === 0 || !day ? null : day.add(1, 'day').format('YYYY-MM-DD');
        if (until !== null && !isChinaDate(until)) throw new TuankaError('growth_floor_invalid');
        const basedOn = tier.floorSetAt;
        return api.growth.setFloor({ memberId, level, until, reason, basedOn }, { requestId });
      }}
      reload={onDone}
      onDone={onDone}
      onClose={onClose}
    >
      <Form.Item name="level" label={actions.floorTier} rules={[{ required: true, message: form.required }]}>
        <Select
          options={[
            ...tier.tiers.flatMap((label, value) => (value === 0 ? [] : [{ value, label }])),
            ...(tier.floorSetAt === null ? [] : [{ value: 0, label: actions.noFloor }]),
          ]}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={['level']}>
        {({ getFieldValue }) => (
          <Form.Item
            name="day"
            label={actions.floorUntil}
            rules={[{ required: getFieldValue('level') !== 0, message: form.required }]}
          >
            <DatePicker disabled={getFieldValue('level') === 0} />
          </Form.Item>
        )}
      </Form.Item>
      <ReasonField most={60} />
    </ActionForm>
  );
}
