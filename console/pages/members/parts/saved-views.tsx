import type { MemberFilterInput, MemberView } from '@contracts/office/members';
import { useQueryClient } from '@tanstack/react-query';
import { App as AntApp, Button, Dropdown, Form, Input } from 'antd';
import { useState } from 'react';
import { errorText } from '../../../app/error-text';
import { useQueryString } from '../../../app/location';
import { ActionForm } from '../../../kit/action-form';
import { api } from '../../../service';
import { usePageTexts } from '../../../texts/use-texts';
import { filterQuery } from '../filter-query';
import { memberTexts } from '../texts';

/** Filters kept under a name, for everybody of the office. */
export function SavedViews({ filter, views }: { filter: MemberFilterInput; views: MemberView[] }) {
  const { views: texts } = usePageTexts(memberTexts);
  const { message, modal } = AntApp.useApp();
  const query = useQueryString();
  const client = useQueryClient();
  const [isSaving, setSaving] = useState(false);
  const reload = () => client.invalidateQueries({ queryKey: ['office', 'memberChoices'] });

  const remove = async ({ viewId }: MemberView): Promise<void> => {
    try {
      await api.office.removeMemberView({ viewId });
      void message.success(texts.removed);
    } catch (thrown) {
      void message.error(errorText(thrown));
    }
    await reload();
  };
  const items = [
    ...views.map((view) => ({
      key: view.viewId,
      label: view.name,
      onClick: () => query.set({ ...filterQuery(view.filter), pages: null }),
    })),
    { type: 'divider' as const },
    { key: 'save', label: texts.save, onClick: () => setSaving(true) },
    ...views.map((view) => ({
      key: `remove ${view.viewId}`,
      danger: true,
      label: texts.remove(view.name),
      onClick: () => void modal.confirm({ title: texts.remove(view.name), onOk: () => remove(view) }),
    })),
  ];
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button>{texts.choose}</Button>
      </Dropdown>
      {isSaving && (
        <SaveForm
          filter={filter}
          views={views}
          onDone={() => void reload()}
          onClose={() => setSaving(false)}
        />
      )}
    </>
  );
}

interface SaveFormProps {
  filter: MemberFilterInput;
  views: readonly MemberView[];
  onDone: () => void;
  onClose: () => void;
}

function SaveForm({ filter, views, onDone, onClose }: SaveFormProps) {
  const { views: texts } = usePageTexts(memberTexts);
  return (
    <ActionForm
      title={texts.save}
      who={texts.who}
      what={texts.what}
      initial={{ name: '' }}
      submit={({ name }, requestId) =>
        api.office.saveMemberView(
          {
            name: name.trim(),
            filter,
            basedOn: views.find((view) => view.name === name.trim())?.version ?? null,
          },
          { requestId },
        )
      }
      onDone={onDone}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={texts.name}
        extra={texts.nameHint}
        rules={[{ required: true, whitespace: true, message: texts.name }]}
      >
        <Input maxLength={20} showCount />
      </Form.Item>
    </ActionForm>
  );
}
