import type { MemberFilterInput } from '@contracts/office/members';
import { Checkbox, Form, Radio } from 'antd';
import { ActionForm, ReasonField } from '../../kit/action-form';
import { api } from '../../service';
import { useUser } from '../../shell/user-context';
import { usePageTexts } from '../../texts/use-texts';
import { navigate } from '../../app/location';
import { fileTexts } from './texts';

interface Props {
  filter: MemberFilterInput;
  isFiltered: boolean;
  onClose: () => void;
}

/** A file of those the list is narrowed to; the server asks for a second look before it begins. */
export function ExportForm({ filter, isFiltered, onClose }: Props) {
  const texts = usePageTexts(fileTexts);
  const { role } = useUser();
  return (
    <ActionForm<{ format: 'csv' | 'xlsx'; withPhones: boolean; reason: string }>
      title={texts.exportAct}
      who={texts.exportWho(isFiltered)}
      what={texts.exportWhat}
      initial={{ format: 'xlsx', withPhones: false, reason: '' }}
      submit={({ reason, ...rest }, requestId) =>
        api.office.exportMembers({ filter, ...rest, reason: reason.trim() }, { requestId })
      }
      saveText={texts.exportAct}
      onDone={() => setTimeout(() => navigate('/files'), 0)}
      onClose={onClose}
    >
      <Form.Item name="format" label={texts.columns.format}>
        <Radio.Group
          options={[
            { value: 'xlsx', label: texts.xlsx },
            { value: 'csv', label: texts.csv },
          ]}
        />
      </Form.Item>
      {role === 'owner' && (
        <Form.Item name="withPhones" valuePropName="checked">
          <Checkbox>{texts.withPhones}</Checkbox>
        </Form.Item>
      )}
      <ReasonField />
    </ActionForm>
  );
}
