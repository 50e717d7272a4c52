import type { NoteKind } from '@contracts/voice/voice-values';
import { Form, Input, Segmented } from 'antd';
import { ActionForm } from '../../../kit/action-form';
import { NumberInput } from '../../../kit/number-input';
import { api } from '../../../service';
import { usePageTexts, useTexts } from '../../../texts/use-texts';
import { whoOf, type ActProps } from '../parts/act-forms';
import { noteTexts } from './texts';

const kinds: readonly NoteKind[] = ['complaint', 'praise', 'request'];

/** What a member said; of praise nothing is due. */
export function SaidForm({ member, onDone, onClose }: ActProps) {
  const texts = usePageTexts(noteTexts);
  const { form } = useTexts();
  const { memberId } = member;
  return (
    <ActionForm<{ kind: NoteKind; text: string; inDays: number }>
      title={texts.write}
      who={whoOf(member)}
      what={texts.what}
      initial={{ kind: 'complaint', text: '', inDays: 2 }}
      submit={({ kind, text, inDays }, requestId) =>
        api.voice.writeNote({ memberId, kind, text: text.trim(), inDays }, { requestId })
      }
      onDone={onDone}
      onClose={onClose}
    >
      <Form.Item name="kind" label={texts.kind}>
        <Segmented options={kinds.map((value) => ({ value, label: texts.kinds[value] }))} />
      </Form.Item>
      <Form.Item
        name="text"
        label={texts.text}
        rules={[{ required: true, whitespace: true, message: form.required }]}
      >
        <Input.TextArea rows={4} maxLength={300} showCount />
      </Form.Item>
      <Form.Item name="inDays" label={texts.inDays} rules={[{ required: true, message: form.required }]}>
        <NumberInput min={0} max={60} precision={0} />
      </Form.Item>
    </ActionForm>
  );
}
