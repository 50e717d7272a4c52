import { endOfChinaDay, startOfChinaDate } from '@contracts/primitives/time';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { ActionForm } from '../../../kit/action-form';
import { api } from '../../../service';
import { usePageTexts } from '../../../texts/use-texts';
import { upkeepTexts } from './texts';

interface Wish {
  from: string;
  until: string;
}

/** The last day chosen is one of them. */
function rangeOf({ from, until }: Wish) {
  const first = from === '' ? null : startOfChinaDate(from);
  const last = until === '' ? null : startOfChinaDate(until);
  return { joinedFrom: first, joinedUntil: last === null ? null : endOfChinaDay(last) };
}

/** Makes the features of members who joined in some days again, from every fact. */
export function RebuildAct({ onDone }: { onDone: () => void }) {
  const texts = usePageTexts(upkeepTexts);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{texts.begin}</Button>
      {isOpen && (
        <ActionForm<Wish>
          title={texts.begin}
          who={texts.beginWho}
          what={texts.beginWhat}
          initial={{ from: '', until: '' }}
          submit={(wish, requestId) => api.audience.beginRebuild(rangeOf(wish), { requestId })}
          saveText={texts.begin}
          onDone={onDone}
          onClose={() => setOpen(false)}
        >
          <Form.Item name="from" label={texts.from}>
            <Input type="date" />
          </Form.Item>
          <Form.Item
            name="until"
            label={texts.until}
            dependencies={['from']}
            rules={[
              ({ getFieldValue }) => ({
                validator: (_rule, until: string) =>
                  until !== '' && String(getFieldValue('from')) > until
                    ? Promise.reject(new Error(texts.order))
                    : Promise.resolve(),
              }),
            ]}
          >
            <Input type="date" />
          </Form.Item>
        </ActionForm>
      )}
    </>
  );
}
