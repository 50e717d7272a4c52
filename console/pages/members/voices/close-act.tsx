import type { ServiceNote } from '@contracts/voice/voice-values';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { ActionForm } from '../../../kit/action-form';
import { useRefresh } from '../../../kit/use-refresh';
import { api } from '../../../service';
import { usePageTexts, useTexts } from '../../../texts/use-texts';
import { noteTexts } from './texts';

/** What came of it; of two who write it the first did. */
export function CloseAct({ note }: { note: ServiceNote }) {
  const texts = usePageTexts(noteTexts);
  const { form } = useTexts();
  const refresh = useRefresh(['voice']);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {texts.close}
      </Button>
      {isOpen && (
        <ActionForm<{ text: string }>
          title={texts.kinds[note.kind]}
          who={note.text}
          what={texts.closeWhat}
          initial={{ text: '' }}
          submit={({ text }) => api.voice.closeNote({ noteId: note.noteId, text: text.trim() })}
          saveText={texts.close}
          reload={refresh}
          onDone={refresh}
          onClose={() => setOpen(false)}
        >
          <Form.Item
            name="text"
            label={texts.outcome}
            rules={[{ required: true, whitespace: true, message: form.required }]}
          >
            <Input.TextArea rows={3} maxLength={300} showCount />
          </Form.Item>
        </ActionForm>
      )}
    </>
  );
}
