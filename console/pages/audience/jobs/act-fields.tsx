import type { JobAct } from '@contracts/audience/audience-jobs';
import { TuankaError } from '@contracts/errors';
import type { CouponTemplateId } from '@contracts/primitives/ids';
import { useQuery } from '@tanstack/react-query';
import { Form, Input, Radio, Select } from 'antd';
import { NumberInput } from '../../../kit/number-input';
import { api } from '../../../service';
import { usePageTexts, useTexts } from '../../../texts/use-texts';
import { CouponFields } from '../../goods/forms/coupon-fields';
import type { JobKind } from './job-kinds';
import { audienceTexts } from '../texts';

export interface ActValues {
  templateId: CouponTemplateId | null;
  quantity: number;
  tag: string;
  journeyId: string | null;
  taskFor: 'staff' | 'leader';
  title: string;
  note: string;
  dueDays: number;
}
export const NOTHING: ActValues = {
  templateId: null,
  quantity: 1,
  tag: '',
  journeyId: null,
  taskFor: 'staff',
  title: '',
  note: '',
  dueDays: 3,
};

/** What the form says. @throws TuankaError of what was not chosen, which the form asks for */
export function actOf(kind: JobKind, values: ActValues): JobAct {
  switch (kind) {
    case 'coupon':
      if (values.templateId === null) throw new TuankaError('coupon_template_not_found');
      return { do: 'coupon', templateId: values.templateId, quantity: values.quantity };
    case 'tag':
      return { do: 'tag', tag: values.tag.trim() };
    case 'journey':
      if (values.journeyId === null) throw new TuankaError('journey_not_found');
      return { do: 'journey', journeyId: values.journeyId };
    case 'task': {
      const { taskFor, title, note, dueDays } = values;
      return { do: 'task', for: taskFor, title: title.trim(), note: note.trim(), dueDays };
    }
  }
}

/** What an act asks for. */
export function ActFields({ kind }: { kind: JobKind }) {
  const texts = usePageTexts(audienceTexts);
  switch (kind) {
    case 'coupon':
      return <CouponFields template={texts.template} quantity={texts.quantity} />;
    case 'tag':
      return <TextField name="tag" label={texts.tagName} most={20} />;
    case 'journey':
      return <JourneyField />;
    case 'task':
      return <TaskFields />;
  }
}

function TextField({ name, label, most }: { name: 'tag' | 'title'; label: string; most: number }) {
  const { form } = useTexts();
  return (
    <Form.Item
      name={name}
      label={label}
      rules={[{ required: true, whitespace: true, message: form.required }]}
    >
      <Input maxLength={most} showCount />
    </Form.Item>
  );
}

function JourneyField() {
  const texts = usePageTexts(audienceTexts);
  const { form } = useTexts();
  const list = useQuery({ queryKey: ['journeys', 'list'], queryFn: () => api.journey.listJourneys({}) });
  const running = (list.data?.journeys ?? []).filter(({ status }) => status === 'running');
  return (
    <Form.Item
      name="journeyId"
      label={texts.whichJourney}
      rules={[{ required: true, message: form.required }]}
    >
      <Select
        loading={list.isPending}
        notFoundContent={texts.noJourney}
        options={running.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </Form.Item>
  );
}

function TaskFields() {
  const texts = usePageTexts(audienceTexts);
  const { form } = useTexts();
  return (
    <>
      <Form.Item name="taskFor" label={texts.taskFor}>
        <Radio.Group
          options={(['staff', 'leader'] as const).map((value) => ({ value, label: texts.taskBy[value] }))}
        />
      </Form.Item>
      <TextField name="title" label={texts.taskTitle} most={40} />
      <Form.Item name="note" label={texts.taskNote}>
        <Input maxLength={200} showCount />
      </Form.Item>
      <Form.Item name="dueDays" label={texts.dueDays} rules={[{ required: true, message: form.required }]}>
        <NumberInput min={0} max={60} precision={0} />
      </Form.Item>
    </>
  );
}
