import type { ExportApi } from '@contracts/office/exports';
import type { RequestId } from '@contracts/primitives/ids';
import { Checkbox, Form, Radio } from 'antd';
import { ActionForm, ReasonField } from '../../kit/action-form';
import { useUser } from '../../shell/user-context';
import { usePageTexts } from '../../texts/use-texts';
import { navigate } from '../../app/location';
import { fileTexts } from './texts';

type Wish = Pick<Parameters<ExportApi['exportMembers']>[0], 'format' | 'withPhones' | 'reason'>;

interface Props {
  /** Whom it holds, in words. */
  who: string;
  begin: (wish: Wish, by: { requestId: RequestId }) => Promise<unknown>;
  onClose: () => void;
}

/** A file of members; the server asks for a second look before it begins. */
export function ExportForm({ who, begin, onClose }: Props) {
  const texts = usePageTexts(fileTexts);
  const { role } = useUser();
  return (
    <ActionForm<Wish>
      title={texts.exportAct}
      who={who}
      what={texts.exportWhat}
      initial={{ format: 'xlsx', withPhones: false, reason: '' }}
      submit={({ reason, ...rest }, requestId) => begin({ ...rest, reason: reason.trim() }, { requestId })}
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
