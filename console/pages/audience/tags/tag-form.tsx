import type { TagView } from '@contracts/audience/tags';
import { useQuery } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { ActionForm } from '../../../kit/action-form';
import { useRefresh } from '../../../kit/use-refresh';
import { api } from '../../../service';
import { usePageTexts, useTexts } from '../../../texts/use-texts';
import { tagTexts } from './texts';

interface Values {
  name: string;
  /** Empty: it follows nothing. */
  follows: string;
}

/** Whether a tag follows a segment, and which. @param tag null: a new one */
export function TagForm({ tag, onClose }: { tag: TagView | null; onClose: () => void }) {
  const texts = usePageTexts(tagTexts);
  const { form } = useTexts();
  const refresh = useRefresh(['audience']);
  const segments = useQuery({
    queryKey: ['audience', 'segments', 'names'],
    queryFn: () => api.audience.listSegments({ cursor: null }),
  });
  const choices = (segments.data?.segments ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const required = { required: true, whitespace: true, message: form.required };
  return (
    <ActionForm<Values>
      title={tag ? texts.who(tag.name) : texts.create}
      who={tag ? texts.who(tag.name) : texts.create}
      what={texts.what}
      initial={{ name: tag?.name ?? '', follows: tag?.follows?.segmentId ?? '' }}
      submit={({ name, follows }, requestId) =>
        api.audience.saveTag(
          { name: name.trim(), segmentId: follows === '' ? null : follows, basedOn: tag?.version ?? 0 },
          { requestId },
        )
      }
      reload={refresh}
      onDone={refresh}
      onClose={onClose}
    >
      {tag === null && (
        <Form.Item name="name" label={texts.name} rules={[required]}>
          <Input maxLength={20} showCount />
        </Form.Item>
      )}
      <Form.Item name="follows" label={texts.follows} rules={tag === null ? [required] : []}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          loading={segments.isPending}
          options={tag === null ? choices : [{ value: '', label: texts.nothing }, ...choices]}
        />
      </Form.Item>
    </ActionForm>
  );
}
