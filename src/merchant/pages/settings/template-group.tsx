import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { messageKindTexts } from '@contracts/primitives/message-kind-text';
import { SectionTitle } from '@/components/section-title';
import { Tappable } from '@/components/tappable';
import type { MessageKind } from '@contracts/message/message';
import { FormHint, FormPanel } from '@/components/form/form';
import { LongTextField, TextField } from '@/components/form/text-fields';
import styles from './index.module.scss';
import { templateDraftOf, withTemplate, type TemplateGroupName } from './setting-draft';
import type { SaveGroup } from './use-saving';

type Content = Readonly<Record<string, unknown>>;
type Name = TemplateGroupName;

interface TemplateFormProps {
  name: Name;
  kind: MessageKind;
  values: readonly string[];
  content: Content;
  saving: SaveGroup;
  onChange: (content: Content) => void;
}

/** One kind's template: its id, and which value each of its fields shows. */
function TemplateForm({ name, kind, values, content, saving, onChange }: TemplateFormProps) {
  const [draft, setDraft] = useState(() => templateDraftOf(content, kind));
  const save = async (): Promise<void> => {
    const changed = withTemplate(content, kind, draft);
    onChange(changed);
    await saving.save({ name, content: changed });
  };
  return (
    <FormPanel>
      <TextField
        id={`${name}-${kind}-id`}
        label="模板 ID"
        value={draft.templateId}
        placeholder="留空：只进小程序消息"
        onType={(templateId) => setDraft((before) => ({ ...before, templateId }))}
      />
      <LongTextField
        id={`${name}-${kind}-fields`}
        label="字段＝内容，一行一个"
        value={draft.fields}
        placeholder="thing1=title"
        maxlength={600}
        onType={(fields) => setDraft((before) => ({ ...before, fields }))}
      />
      <FormHint text={`可用内容：${values.join('、')}`} />
      {saving.problemsOf(name).map((text) => (
        <InlineNote key={text} text={text} />
      ))}
      {saving.saved === name && <Text>已保存，一分钟内生效</Text>}
      <ActionButton id={`save-${name}-${kind}`} disabled={saving.busy} onPress={() => void save()}>
        保存
      </ActionButton>
    </FormPanel>
  );
}

interface TemplateGroupProps {
  name: Name;
  title: string;
  kinds: readonly { kind: MessageKind; values: readonly string[] }[];
  content: Content;
  saving: SaveGroup;
}

/** Every kind of message in a line; a tap opens its template. */
export function TemplateGroup({ name, title, kinds, content: stored, saving }: TemplateGroupProps) {
  const [content, setContent] = useState(stored);
  const [open, setOpen] = useState<MessageKind | null>(null);
  return (
    <View>
      <SectionTitle text={title} />
      {kinds.map(({ kind, values }) => (
        <View key={kind} className={styles['group']}>
          <Tappable
            id={`${name}-${kind}`}
            className={styles['kind']}
            onPress={() => setOpen((before) => (before === kind ? null : kind))}
          >
            <Text>{messageKindTexts[kind]}</Text>
            <Text className={styles['small']}>
              {content[kind] === undefined ? '没有模板，只进小程序消息' : '已设置'}
            </Text>
          </Tappable>
          {open === kind && (
            <TemplateForm
              name={name}
              kind={kind}
              values={values}
              content={content}
              saving={saving}
              onChange={setContent}
            />
          )}
        </View>
      ))}
    </View>
  );
}
