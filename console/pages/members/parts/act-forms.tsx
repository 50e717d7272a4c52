import type { MemberDetail } from '@contracts/office/member-detail';
import { endOfChinaDay, startOfChinaDate } from '@contracts/primitives/time';
import { App as AntApp, Checkbox, DatePicker, Form, Input, Select } from 'antd';
import { TuankaError } from '@contracts/errors';
import type { Dayjs } from 'dayjs';
import { ActionForm, ReasonField } from '../../../kit/action-form';
import { api } from '../../../service';
import { usePageTexts, useTexts } from '../../../texts/use-texts';
import { memberTexts } from '../texts';

export interface ActProps {
  member: MemberDetail;
  onDone: () => void;
  onClose: () => void;
}

export const whoOf = ({ nickname, phone, card }: MemberDetail): string =>
  [nickname, phone, `···${card.numberEnd}`].filter(Boolean).join(' · ');

export function TagForm({ member, onDone, onClose }: ActProps) {
  const { actions } = usePageTexts(memberTexts);
  const { memberId } = member;
  return (
    <ActionForm<{ add: string[]; remove: string[]; reason: string }>
      title={actions.tag}
      who={whoOf(member)}
      initial={{ add: [], remove: [], reason: '' }}
      submit={(values, requestId) => api.office.tagMember({ memberId, ...values }, { requestId })}
      reload={onDone}
      onDone={onDone}
      onClose={onClose}
    >
      <Form.Item name="add" label={actions.addTags} extra={actions.tagHint}>
        <Select mode="tags" maxCount={20} open={false} suffixIcon={null} />
      </Form.Item>
      {member.tags.length > 0 && (
        <Form.Item name="remove" label={actions.removeTags}>
          <Select mode="multiple" options={member.tags.map((tag) => ({ value: tag, label: tag }))} />
        </Form.Item>
      )}
      <ReasonField />
    </ActionForm>
  );
}

export function NoteForm({ member, onDone, onClose }: ActProps) {
  const { actions } = usePageTexts(memberTexts);
  const { form } = useTexts();
  const { memberId } = member;
  return (
    <ActionForm<{ text: string }>
      title={actions.note}
      who={whoOf(member)}
      initial={{ text: '' }}
      submit={({ text }, requestId) => api.office.noteMember({ memberId, text }, { requestId })}
      onDone={onDone}
      onClose={onClose}
    >
      <Form.Item
        name="text"
        label={actions.noteText}
        extra={actions.noteHint}
        rules={[{ required: true, whitespace: true, message: form.required }]}
      >
        <Input.TextArea rows={4} maxLength={300} showCount />
      </Form.Item>
    </ActionForm>
  );
}

export function FreezeForm({ member, onDone, onClose }: ActProps) {
  const { actions } = usePageTexts(memberTexts);
  const { memberId } = member;
  const frozen = member.frozen === null;
  return (
    <ActionForm<{ reason: string }>
      title={frozen ? actions.freeze : actions.unfreeze}
      who={whoOf(member)}
      what={frozen ? actions.freezeWhat : actions.unfreezeWhat}
      initial={{ reason: '' }}
      submit={({ reason }, requestId) => api.office.freezeMember({ memberId, frozen, reason }, { requestId })}
      saveText={frozen ? actions.freeze : actions.unfreeze}
      isDanger={frozen}
      reload={onDone}
      onDone={onDone}
      onClose={onClose}
    >
      <ReasonField />
    </ActionForm>
  );
}

interface Extension {
  day: Dayjs | null;
  isForever: boolean;
  reason: string;
}

/** The card is good until the end of that China day. */
function endOf({ day, isForever }: Extension) {
  if (isForever) return null;
  const start = day && startOfChinaDate(day.format('YYYY-MM-DD'));
  if (!start) throw new TuankaError('invalid_input', 'no day');
  return endOfChinaDay(start);
}

export function ExtendForm({ member, onDone, onClose }: ActProps) {
  const { actions } = usePageTexts(memberTexts);
  const { form } = useTexts();
  const { memberId } = member;
  return (
    <ActionForm<Extension>
      title={actions.extend}
      who={whoOf(member)}
      what={actions.extendWhat}
      initial={{ day: null, isForever: false, reason: '' }}
      submit={async (values, requestId) =>
        api.office.extendCard({ memberId, expiresAt: endOf(values), reason: values.reason }, { requestId })
      }
      reload={onDone}
      onDone={onDone}
      onClose={onClose}
    >
      <Form.Item noStyle dependencies={['isForever']}>
        {({ getFieldValue }) => (
          <Form.Item
            name="day"
            label={actions.newEnd}
            rules={[{ required: getFieldValue('isForever') !== true, message: form.required }]}
          >
            <DatePicker disabled={getFieldValue('isForever') === true} />
          </Form.Item>
        )}
      </Form.Item>
      <Form.Item name="isForever" valuePropName="checked">
        <Checkbox>{actions.never}</Checkbox>
      </Form.Item>
      <ReasonField />
    </ActionForm>
  );
}

export function ReplaceForm({ member, onDone, onClose }: ActProps) {
  const { actions } = usePageTexts(memberTexts);
  const { memberId, card, otherCardEnds } = member;
  return (
    <ActionForm<{ lostEnd: string; reason: string }>
      title={actions.replace}
      who={whoOf(member)}
      what={actions.replaceWhat}
      initial={{ lostEnd: '', reason: '' }}
      submit={({ lostEnd, reason }, requestId) =>
        api.office.replaceCard({ memberId, lostEnd: lostEnd || null, reason }, { requestId })
      }
      isDanger
      onDone={onDone}
      onClose={onClose}
    >
      {otherCardEnds.length > 0 && (
        <Form.Item name="lostEnd" label={actions.lost}>
          <Select
            options={['', ...otherCardEnds].map((end) => ({
              value: end,
              label: end === '' ? `···${card.numberEnd}` : `···${end} ${actions.byMerge}`,
            }))}
          />
        </Form.Item>
      )}
      <ReasonField />
    </ActionForm>
  );
}

export function PhoneForm({ member, onDone, onClose }: ActProps) {
  const { actions } = usePageTexts(memberTexts);
  const { modal } = AntApp.useApp();
  const { memberId } = member;
  return (
    <ActionForm<{ reason: string }>
      title={actions.phone}
      who={whoOf(member)}
      what={actions.phoneWhat}
      initial={{ reason: '' }}
      submit={async ({ reason }, requestId) => {
        const { phone } = await api.office.tellPhone({ memberId, reason }, { requestId });
        void modal.info({ title: actions.phoneIs, content: phone });
      }}
      saveText={actions.phone}
      onDone={onDone}
      onClose={onClose}
    >
      <ReasonField />
    </ActionForm>
  );
}
